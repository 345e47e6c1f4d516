"""Latent consistency: the guidance scale goes into the UNet as timestep_cond, every step but the last draws noise."""

from diffusers import (LCMScheduler, LatentConsistencyModelImg2ImgPipeline, LatentConsistencyModelPipeline,
                       StableDiffusionImg2ImgPipeline, StableDiffusionPipeline)

import nets
import recorder
from sd import BETAS, MODELS, NEGATIVE, PROMPT, Parts, index, noise, scheduler_json


def main():
    parts = Parts()
    folder = MODELS / "lcm"
    unet = nets.unet(208, 16, time_cond_proj_dim=10, block_out_channels=(4, 8), norm_num_groups=2)
    scheduler = LCMScheduler(**BETAS, original_inference_steps=50, timestep_scaling=10.0)
    pipe = parts.pipe(LatentConsistencyModelPipeline, unet=unet, scheduler=scheduler)
    nets.export_unet(unet, folder / "unet")
    parts.shared(folder)
    index(folder, pipe)
    scheduler_json(folder, scheduler)
    files = parts.files(unet=folder / "unet" / "model.onnx")

    latents = noise(41, 64, 96)
    recorder.record("lcm-txt2img", pipe,
                    dict(prompt=PROMPT, height=64, width=96, num_inference_steps=4, guidance_scale=8.5,
                         latents=latents), 41, files, ("step_noise",), store={"initial_latents": latents}, full=True)
    again = parts.pipe(LatentConsistencyModelImg2ImgPipeline, unet=unet, scheduler=scheduler)
    recorder.record("lcm-img2img", again,
                    dict(prompt=PROMPT, image=recorder.picture(64, 96), strength=0.6, num_inference_steps=4,
                         guidance_scale=6.0), 42, files, ("vae_noise", "added_noise", "step_noise"),
                    {"height": 64, "width": 96, "image": "picture-64x96.png"},
                    note="All steps asked for are run: they are chosen from the last 30 of the 50 original ones.")

    latents = noise(43, 64, 64)
    plain = parts.pipe(StableDiffusionPipeline, scheduler=scheduler)
    recorder.record("lcm-merged-txt2img", plain,
                    dict(prompt=PROMPT, negative_prompt=NEGATIVE, height=64, width=64, num_inference_steps=4,
                         guidance_scale=1.5, latents=latents), 43, parts.files(), ("step_noise",),
                    store={"initial_latents": latents}, png=False,
                    note="A plain UNet (as after merging an LCM LoRA) with the LCM scheduler: guidance as usual.")
    plain = parts.pipe(StableDiffusionImg2ImgPipeline, scheduler=scheduler)
    recorder.record("lcm-merged-img2img", plain,
                    dict(prompt=PROMPT, image=recorder.picture(64, 96), strength=0.6, num_inference_steps=5,
                         guidance_scale=1.0), 44, parts.files(), ("vae_noise", "added_noise", "step_noise"),
                    {"height": 64, "width": 96, "image": "picture-64x96.png"}, png=False,
                    note="Unlike lcm-img2img: the plain pipeline leaves out the first steps, int(5 * 0.6) = 3 remain.")


if __name__ == "__main__":
    main()
