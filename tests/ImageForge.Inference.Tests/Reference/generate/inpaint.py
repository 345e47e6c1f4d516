"""Inpainting as StableDiffusionInpaintPipeline does it, with a plain UNet and with one of nine channels."""

from diffusers import StableDiffusionInpaintPipeline

import nets
import recorder
from sd import DDIM, EULER, NEGATIVE, PROMPT, Parts, index, save_picture, scheduler_json, MODELS


def main():
    parts = Parts()
    folder = MODELS / "sd-inpaint"
    nine = nets.unet(205, 16, channels=9)
    nets.export_unet(nine, folder / "unet")
    parts.shared(folder)
    wide = parts.pipe(StableDiffusionInpaintPipeline, unet=nine, scheduler=DDIM)
    index(folder, wide)
    scheduler_json(folder, DDIM)
    image, mask = recorder.picture(96, 64, 0.2), recorder.mask(96, 64)
    save_picture(image, "picture-96x64.png")
    save_picture(mask, "mask-96x64.png")
    facts = {"image": "picture-96x64.png", "mask_image": "mask-96x64.png"}
    common = dict(prompt=PROMPT, negative_prompt=NEGATIVE, image=image, mask_image=mask, height=96, width=64,
                  guidance_scale=5.0)

    plain = parts.pipe(StableDiffusionInpaintPipeline)
    recorder.record("inpaint-plain-strength0.6", plain, dict(common, strength=0.6, num_inference_steps=10), 21,
                    parts.files(), ("vae_noise", "added_noise", "vae_noise_masked"), facts)
    recorder.record("inpaint-plain-strength1", plain, dict(common, strength=1.0, num_inference_steps=5), 22,
                    parts.files(), ("vae_noise", "added_noise", "vae_noise_masked"), facts,
                    note="At strength 1 the start is noise alone, times init_noise_sigma; the picture is kept outside "
                    "the mask all the same.")
    plain = parts.pipe(StableDiffusionInpaintPipeline, scheduler=DDIM)
    recorder.record("inpaint-plain-ddim-guidance1", plain,
                    dict(common, guidance_scale=1.0, strength=0.5, num_inference_steps=8), 23, parts.files(),
                    ("vae_noise", "added_noise", "vae_noise_masked"), facts, png=False)

    files = parts.files(unet=folder / "unet" / "model.onnx")
    recorder.record("inpaint-nine-strength1", wide,
                    dict(common, guidance_scale=2.0, strength=1.0, num_inference_steps=6), 24,
                    files, ("added_noise", "vae_noise_masked"), facts, full=True)
    wide = parts.pipe(StableDiffusionInpaintPipeline, unet=nine, scheduler=EULER)
    recorder.record("inpaint-nine-strength0.5", wide,
                    dict(common, guidance_scale=2.0, strength=0.5, num_inference_steps=8), 25,
                    files, ("vae_noise", "added_noise", "vae_noise_masked"), facts)


if __name__ == "__main__":
    main()
