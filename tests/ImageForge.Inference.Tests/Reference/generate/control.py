"""Control networks: one, two, with a start picture and with a mask."""

import torch
from diffusers import (MultiControlNetModel, StableDiffusionControlNetImg2ImgPipeline,
                       StableDiffusionControlNetInpaintPipeline, StableDiffusionControlNetPipeline,
                       StableDiffusionXLControlNetPipeline)
from transformers import CLIPTokenizer

import nets
import recorder
import sdxl
import vocabulary
from sd import DDIM, EULER, MODELS, NEGATIVE, PROMPT, Parts, index, noise, save_picture, scheduler_json


def main():
    parts = Parts()
    folder = MODELS / "sd-controlnet"
    one, two = nets.controlnet(206, parts.unet), nets.controlnet(207, parts.unet)
    residuals = nets.export_controlnet(one, folder / "controlnet", "down_block_res_samples_{}", "mid_block_res_sample",
                                       torch.float32)
    nets.export_controlnet(two, folder / "controlnet_2", "down_block_{}_additional_residual",
                           "mid_block_additional_residual", torch.float64)
    nets.export_unet(parts.unet, folder / "unet", residuals)
    parts.shared(folder)
    pipe = parts.pipe(StableDiffusionControlNetPipeline, controlnet=one)
    index(folder, parts.pipe(StableDiffusionControlNetPipeline, controlnet=one))
    scheduler_json(folder, EULER)

    edges, soft = recorder.edges(96, 64), recorder.picture(96, 64, 0.6)
    save_picture(edges, "edges-96x64.png")
    save_picture(soft, "soft-96x64.png")
    files = parts.files(unet=folder / "unet" / "model.onnx", controlnet=folder / "controlnet" / "model.onnx")
    both = {**files, "controlnet": [folder / "controlnet" / "model.onnx", folder / "controlnet_2" / "model.onnx"]}
    common = dict(prompt=PROMPT, negative_prompt=NEGATIVE, guidance_scale=4.0)
    size = dict(height=96, width=64)
    latents = noise(31, 96, 64)

    recorder.record("control-one", pipe, dict(common, **size, image=edges, num_inference_steps=6, latents=latents,
                                              controlnet_conditioning_scale=0.8), 31, files,
                    store={"initial_latents": latents}, extra={"control_images": ["edges-96x64.png"]}, full=True)
    pair = parts.pipe(StableDiffusionControlNetPipeline, controlnet=MultiControlNetModel([one, two]))
    recorder.record("control-two", pair,
                    dict(common, **size, image=[edges, soft], num_inference_steps=5, latents=latents,
                         controlnet_conditioning_scale=[0.7, 0.4]), 33, both, store={"initial_latents": latents},
                    extra={"control_images": ["edges-96x64.png", "soft-96x64.png"]}, png=False)
    start = parts.pipe(StableDiffusionControlNetImg2ImgPipeline, controlnet=one, scheduler=DDIM)
    image = recorder.picture(96, 64, 0.2)
    recorder.record("control-img2img", start,
                    dict(common, image=image, control_image=edges, strength=0.6, num_inference_steps=8,
                         controlnet_conditioning_scale=0.9), 34, files, ("vae_noise", "added_noise"),
                    {**size, "image": "picture-96x64.png", "control_images": ["edges-96x64.png"]})
    paint = parts.pipe(StableDiffusionControlNetInpaintPipeline, controlnet=one, scheduler=DDIM)
    recorder.record("control-inpaint", paint,
                    dict(common, **size, image=image, mask_image=recorder.mask(96, 64), control_image=edges,
                         strength=0.8, num_inference_steps=6, controlnet_conditioning_scale=0.9), 35, files,
                    ("vae_noise", "added_noise", "vae_noise_masked"),
                    {"image": "picture-96x64.png", "mask_image": "mask-96x64.png",
                     "control_images": ["edges-96x64.png"]}, png=False)
    wide()


def wide():
    """SDXL: the control network gets pooled text and sizes as well."""
    base, folder = MODELS / "sdxl", MODELS / "sdxl-controlnet"
    size = vocabulary.write(base / "tokenizer")
    text, text_2 = sdxl.encoders(size)
    unet = nets.unet(108, 24, pooled=12, ids=6, block_out_channels=(4, 8), norm_num_groups=2)
    control = nets.controlnet(109, unet)
    pipe = StableDiffusionXLControlNetPipeline(
        vae=nets.vae(103, sdxl.SCALING), text_encoder=text, text_encoder_2=text_2, unet=unet, controlnet=control,
        tokenizer=CLIPTokenizer.from_pretrained(str(base / "tokenizer")),
        tokenizer_2=CLIPTokenizer.from_pretrained(str(base / "tokenizer_2")), scheduler=EULER, add_watermarker=False)
    pipe.set_progress_bar_config(disable=True)
    residuals = nets.export_controlnet(control, folder / "controlnet", "down_block_{}_additional_residual",
                                       "mid_block_additional_residual", torch.float32)
    nets.export_unet(unet, folder / "unet", residuals)
    shared = ("tokenizer", "tokenizer_2", "text_encoder", "text_encoder_2", "vae_encoder", "vae_decoder")
    nets.write_json(folder / "shared.json", {name: f"../sdxl/{name}" for name in shared})
    index(folder, pipe, force_zeros_for_empty_prompt=True)
    scheduler_json(folder, EULER)
    files = {name: base / name / "model.onnx" for name in shared[2:]}
    files.update(unet=folder / "unet" / "model.onnx", controlnet=folder / "controlnet" / "model.onnx")
    latents = noise(36, 96, 64)
    recorder.record("sdxl-control", pipe,
                    dict(prompt=PROMPT, negative_prompt=NEGATIVE, height=96, width=64, guidance_scale=4.0,
                         image=recorder.edges(96, 64), num_inference_steps=5, latents=latents,
                         controlnet_conditioning_scale=0.8), 36, files, store={"initial_latents": latents},
                    extra={"control_images": ["edges-96x64.png"]})


if __name__ == "__main__":
    main()
