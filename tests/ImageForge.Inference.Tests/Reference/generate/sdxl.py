"""SDXL: two text encoders, pooled text and size conditioning; text to image, image to image, base and refiner."""

import numpy as np
import torch
from diffusers import (EulerDiscreteScheduler, DPMSolverMultistepScheduler, StableDiffusionXLImg2ImgPipeline,
                       StableDiffusionXLInpaintPipeline, StableDiffusionXLPipeline)
from PIL import Image
from transformers import CLIPTokenizer

import nets
import recorder
import vocabulary

BETAS = dict(num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
EULER = EulerDiscreteScheduler(**BETAS, steps_offset=1, timestep_spacing="leading")
SCALING = 0.13025


def scheduler_json(folder, scheduler):
    config = {k: v for k, v in scheduler.config.items() if not k.startswith("_")}
    nets.write_json(folder / "scheduler" / "scheduler_config.json", {"_class_name": type(scheduler).__name__, **config})


def index(folder, pipeline, **extra):
    libraries = {"text_encoder": ["transformers", "CLIPTextModel"],
                 "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
                 "tokenizer": ["transformers", "CLIPTokenizer"], "tokenizer_2": ["transformers", "CLIPTokenizer"],
                 "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]}
    components = {}
    for name, value in libraries.items():
        if getattr(pipeline, name, None) is not None:
            components[name] = value
        elif name in pipeline.components:
            components[name] = [None, None]
    components["scheduler"] = ["diffusers", type(pipeline.scheduler).__name__]
    nets.write_json(folder / "model_index.json", {"_class_name": type(pipeline).__name__, **components, **extra})


def encoders(size):
    return nets.text_encoder(101, size, 8, 2), nets.text_encoder(102, size, 16, 4, projection=12, act="gelu")


def main():
    torch.set_num_threads(1)
    base, refiner = nets.ROOT / "models" / "sdxl", nets.ROOT / "models" / "sdxl-refiner"
    size = vocabulary.write(base / "tokenizer")
    vocabulary.write(base / "tokenizer_2", pad="!")
    tokenizer = CLIPTokenizer.from_pretrained(str(base / "tokenizer"))
    tokenizer_2 = CLIPTokenizer.from_pretrained(str(base / "tokenizer_2"))
    text, text_2 = encoders(size)
    vae = nets.vae(103, SCALING)
    unet = nets.unet(114, 24, pooled=12, ids=6)
    unet_refiner = nets.unet(105, 16, pooled=12, ids=5, block_out_channels=(4, 8), norm_num_groups=2)

    common = dict(text_encoder_2=text_2, tokenizer_2=tokenizer_2, vae=vae, scheduler=EULER, add_watermarker=False)
    pipe = StableDiffusionXLPipeline(text_encoder=text, tokenizer=tokenizer, unet=unet, **common)
    again = StableDiffusionXLImg2ImgPipeline(text_encoder=text, tokenizer=tokenizer, unet=unet, **common)
    paint = StableDiffusionXLInpaintPipeline(text_encoder=text, tokenizer=tokenizer, unet=unet, **common)
    refine = StableDiffusionXLImg2ImgPipeline(text_encoder=None, tokenizer=None, unet=unet_refiner,
                                              requires_aesthetics_score=True, **common)
    for one in (pipe, again, paint, refine):
        one.set_progress_bar_config(disable=True)

    nets.export_text(text, base / "text_encoder", hidden=True)
    nets.export_text(text_2, base / "text_encoder_2", hidden=True)
    nets.export_unet(unet, base / "unet")
    nets.export_vae(vae, base)
    index(base, pipe, force_zeros_for_empty_prompt=True)
    scheduler_json(base, EULER)
    nets.export_unet(unet_refiner, refiner / "unet")
    index(refiner, refine, requires_aesthetics_score=True, force_zeros_for_empty_prompt=True)
    scheduler_json(refiner, EULER)
    nets.write_json(refiner / "shared.json", {name: f"../sdxl/{name}" for name in (
        "tokenizer_2", "text_encoder_2", "vae_encoder", "vae_decoder")})

    files = {name: base / name / "model.onnx" for name in (
        "text_encoder", "text_encoder_2", "unet", "vae_encoder", "vae_decoder")}
    files_refiner = {**files, "unet": refiner / "unet" / "model.onnx"}
    del files_refiner["text_encoder"]

    draw = lambda seed, height, width, count=1: torch.randn(
        (count, 4, height // 8, width // 8), generator=torch.Generator().manual_seed(seed))
    prompt, negative = "a red fox in the snow, soft light!", "blurry, low quality"

    latents = draw(1, 64, 96)
    recorder.record(
        "sdxl-txt2img-euler", pipe,
        dict(prompt=prompt, negative_prompt=negative, height=64, width=96, num_inference_steps=6, guidance_scale=5.0,
             latents=latents), 1, files, store={"initial_latents": latents}, full=True)

    latents = draw(2, 64, 64)
    recorder.record(
        "sdxl-txt2img-no-negative", pipe,
        dict(prompt=prompt, height=64, width=64, num_inference_steps=4, guidance_scale=7.0, latents=latents), 2, files,
        store={"initial_latents": latents}, png=False,
        note="No negative prompt: its embeddings and pooled text are zeros (force_zeros_for_empty_prompt).")

    latents = draw(4, 64, 64)
    recorder.record(
        "sdxl-txt2img-guidance1", pipe,
        dict(prompt=prompt, negative_prompt=negative, height=64, width=64, num_inference_steps=3, guidance_scale=1.0,
             latents=latents), 4, files, store={"initial_latents": latents}, png=False,
        note="Guidance 1: one row a call; the negative prompt is not used.")

    latents = draw(5, 64, 64, 2)
    pipe.scheduler = DPMSolverMultistepScheduler(**BETAS, steps_offset=1, timestep_spacing="leading",
                                                 use_karras_sigmas=True)
    recorder.record(
        "sdxl-txt2img-two-variants", pipe,
        dict(prompt=prompt, negative_prompt=negative, height=64, width=64, num_inference_steps=4, guidance_scale=3.0,
             num_images_per_prompt=2, latents=latents), 5, files, store={"initial_latents": latents},
        note="Two pictures in one batch: rows negative, negative, positive, positive.")
    pipe.scheduler = EULER

    image = recorder.picture(64, 96)
    image.save(recorder.CASES / "picture-64x96.png", optimize=True)
    recorder.record(
        "sdxl-img2img-euler", again,
        dict(prompt=prompt, negative_prompt=negative, image=image, strength=0.6, num_inference_steps=8,
             guidance_scale=5.0), 6, files, ("vae_noise", "added_noise"),
        {"image": "picture-64x96.png", "height": 64, "width": 96})

    mask = recorder.mask(64, 96)
    mask.save(recorder.CASES / "mask-64x96.png", optimize=True)
    recorder.record(
        "sdxl-inpaint-strength0.7", paint,
        dict(prompt=prompt, negative_prompt=negative, image=image, mask_image=mask, height=64, width=96, strength=0.7,
             num_inference_steps=8, guidance_scale=5.0), 7, files, ("vae_noise", "added_noise", "vae_noise_masked"),
        {"image": "picture-64x96.png", "mask_image": "mask-64x96.png"})

    recorder.record(
        "sdxl-refiner-img2img", refine,
        dict(prompt=prompt, negative_prompt=negative, image=image, strength=0.3, num_inference_steps=10,
             guidance_scale=5.0), 10, files_refiner, ("vae_noise", "added_noise"),
        {"image": "picture-64x96.png", "height": 64, "width": 96}, png=False)


if __name__ == "__main__":
    main()
