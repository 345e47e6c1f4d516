"""Turbo models and velocity prediction: trailing timesteps, one step, guidance 0, a text encoder whose pad is "!"."""

import torch
from diffusers import (DDIMScheduler, EulerAncestralDiscreteScheduler, EulerDiscreteScheduler,
                       StableDiffusionImg2ImgPipeline, StableDiffusionPipeline, StableDiffusionXLPipeline)
from transformers import CLIPTokenizer

import nets
import recorder
import sdxl
import vocabulary
from sd import BETAS, MODELS, NEGATIVE, PROMPT, Parts, index, noise, scheduler_json


def main():
    parts = Parts()
    folder = MODELS / "turbo"
    size = vocabulary.write(folder / "tokenizer", pad="!")
    parts.tokenizer = CLIPTokenizer.from_pretrained(str(folder / "tokenizer"))
    parts.text = nets.text_encoder(211, size, 24, 4, act="gelu")
    parts.unet = nets.unet(214, 24, use_linear_projection=True, block_out_channels=(4, 8), norm_num_groups=2)
    trailing = EulerDiscreteScheduler(**BETAS, steps_offset=1, timestep_spacing="trailing")
    pipe = parts.pipe(StableDiffusionPipeline, scheduler=trailing)
    nets.export_text(parts.text, folder / "text_encoder")
    nets.export_unet(parts.unet, folder / "unet")
    nets.write_json(folder / "shared.json", {name: f"../sd/{name}" for name in ("vae_encoder", "vae_decoder")})
    index(folder, pipe)
    scheduler_json(folder, trailing)
    files = parts.files(text_encoder=folder / "text_encoder" / "model.onnx", unet=folder / "unet" / "model.onnx")
    size = dict(height=64, width=96)

    latents = noise(51, 64, 96)
    recorder.record("turbo-one-step", pipe,
                    dict(prompt=PROMPT, **size, num_inference_steps=1, guidance_scale=0.0, latents=latents), 51, files,
                    store={"initial_latents": latents}, full=True)
    recorder.record("turbo-four-steps", pipe,
                    dict(prompt=PROMPT, **size, num_inference_steps=4, guidance_scale=0.0, latents=latents), 52, files,
                    store={"initial_latents": latents}, png=False)
    again = parts.pipe(StableDiffusionImg2ImgPipeline, scheduler=trailing)
    recorder.record("turbo-img2img", again,
                    dict(prompt=PROMPT, image=recorder.picture(64, 96), strength=0.5, num_inference_steps=2,
                         guidance_scale=0.0), 53, files, ("vae_noise", "added_noise"),
                    {**size, "image": "picture-64x96.png"}, note="int(2 * 0.5) = 1 step, at timestep 499.")

    velocity = dict(BETAS, prediction_type="v_prediction")
    pipe = parts.pipe(StableDiffusionPipeline, scheduler=DDIMScheduler(
        **velocity, steps_offset=1, clip_sample=False, set_alpha_to_one=False))
    recorder.record("velocity-ddim-leading", pipe,
                    dict(prompt=PROMPT, negative_prompt=NEGATIVE, **size, num_inference_steps=6, guidance_scale=3.0,
                         latents=latents), 54, files, store={"initial_latents": latents}, png=False)
    pipe = parts.pipe(StableDiffusionPipeline, scheduler=EulerDiscreteScheduler(
        **velocity, timestep_spacing="trailing"))
    recorder.record("velocity-euler-trailing", pipe,
                    dict(prompt=PROMPT, negative_prompt=NEGATIVE, **size, num_inference_steps=6, guidance_scale=3.0,
                         latents=latents), 55, files, store={"initial_latents": latents}, png=False)
    pipe = parts.pipe(StableDiffusionPipeline, scheduler=EulerAncestralDiscreteScheduler(
        **BETAS, steps_offset=1, timestep_spacing="trailing"))
    recorder.record("turbo-ancestral-four-steps", pipe,
                    dict(prompt=PROMPT, **size, num_inference_steps=4, guidance_scale=0.0, latents=latents), 56, files,
                    ("step_noise",), store={"initial_latents": latents}, png=False,
                    note="Noise is drawn at the last step too and counts for nothing there.")

    base = MODELS / "sdxl"
    text, text_2 = sdxl.encoders(len(CLIPTokenizer.from_pretrained(str(base / "tokenizer"))))
    wide = StableDiffusionXLPipeline(
        vae=nets.vae(103, sdxl.SCALING), text_encoder=text, text_encoder_2=text_2, unet=nets.unet(114, 24, 12, 6),
        tokenizer=CLIPTokenizer.from_pretrained(str(base / "tokenizer")),
        tokenizer_2=CLIPTokenizer.from_pretrained(str(base / "tokenizer_2")), add_watermarker=False,
        scheduler=EulerAncestralDiscreteScheduler(**BETAS, steps_offset=1, timestep_spacing="trailing"))
    wide.set_progress_bar_config(disable=True)
    files = {name: base / name / "model.onnx" for name in (
        "text_encoder", "text_encoder_2", "unet", "vae_encoder", "vae_decoder")}
    recorder.record("sdxl-turbo-one-step", wide,
                    dict(prompt=PROMPT, **size, num_inference_steps=1, guidance_scale=0.0, latents=latents), 57, files,
                    ("step_noise",), store={"initial_latents": latents})


if __name__ == "__main__":
    main()
