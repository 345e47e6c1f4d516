"""A Stable Diffusion 1.5 shaped model of factor 8: inpainting with the plain and with the nine-channel UNet, control
networks, long and weighted prompts, tiled VAE; and models that share its encoder and VAE: latent consistency, Turbo."""

import numpy as np
import torch
from diffusers import (ControlNetModel, DDIMScheduler, DPMSolverMultistepScheduler, EulerAncestralDiscreteScheduler,
                       EulerDiscreteScheduler, LCMScheduler, LatentConsistencyModelImg2ImgPipeline,
                       LatentConsistencyModelPipeline, MultiControlNetModel, PNDMScheduler,
                       StableDiffusionControlNetImg2ImgPipeline, StableDiffusionControlNetInpaintPipeline,
                       StableDiffusionControlNetPipeline, StableDiffusionImg2ImgPipeline,
                       StableDiffusionInpaintPipeline, StableDiffusionPipeline)
from transformers import CLIPTokenizer

import nets
import recorder
import vocabulary
from sdxl import BETAS, index, scheduler_json

SCALING = 0.18215
MODELS = nets.ROOT / "models"
EULER = EulerDiscreteScheduler(**BETAS, steps_offset=1, timestep_spacing="leading")
DDIM = DDIMScheduler(**BETAS, steps_offset=1, clip_sample=False, set_alpha_to_one=False)
PROMPT, NEGATIVE = "an old wooden boat on a quiet lake, painted in oil", "blurry, watermark"


class Parts:
    """The parts that all models here have in common, made once."""

    def __init__(self):
        torch.set_num_threads(1)
        self.folder = MODELS / "sd"
        self.size = vocabulary.write(self.folder / "tokenizer")
        self.tokenizer = CLIPTokenizer.from_pretrained(str(self.folder / "tokenizer"))
        self.text = nets.text_encoder(201, self.size, 16, 2)
        self.vae = nets.vae(203, SCALING)
        self.unet = nets.unet(204, 16)

    def pipe(self, kind, unet=None, scheduler=EULER, **more):
        arguments = dict(vae=self.vae, text_encoder=self.text, tokenizer=self.tokenizer, unet=unet or self.unet,
                         scheduler=scheduler, safety_checker=None, feature_extractor=None,
                         requires_safety_checker=False, **more)
        made = kind(**arguments)
        made.set_progress_bar_config(disable=True)
        return made

    def files(self, **more):
        names = ("text_encoder", "unet", "vae_encoder", "vae_decoder")
        return {**{name: self.folder / name / "model.onnx" for name in names}, **more}

    def shared(self, folder, *more):
        names = ("tokenizer", "text_encoder", "vae_encoder", "vae_decoder", *more)
        nets.write_json(folder / "shared.json", {name: f"../sd/{name}" for name in names})


def noise(seed, height, width, count=1):
    return torch.randn((count, 4, height // 8, width // 8), generator=torch.Generator().manual_seed(seed))


def export_base(parts):
    nets.export_text(parts.text, parts.folder / "text_encoder")
    nets.export_unet(parts.unet, parts.folder / "unet")
    nets.export_vae(parts.vae, parts.folder)
    index(parts.folder, parts.pipe(StableDiffusionPipeline, scheduler=PNDMScheduler(
        **BETAS, steps_offset=1, skip_prk_steps=True)))
    scheduler_json(parts.folder, PNDMScheduler(**BETAS, steps_offset=1, skip_prk_steps=True))


def save_picture(image, name):
    recorder.CASES.mkdir(parents=True, exist_ok=True)
    image.save(recorder.CASES / name, optimize=True)


if __name__ == "__main__":
    export_base(Parts())
