"""AutoencoderKL's tiled decoding and encoding (enable_tiling), with the VAE of the model sd."""

import numpy as np
import torch
from PIL import Image

import nets
import recorder
from sd import Parts


def main():
    parts = Parts()
    vae = parts.vae
    vae.enable_tiling()
    folder = recorder.CASES / "vae-tiled"
    folder.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(61)
    latent = torch.randn((1, 4, 14, 11), generator=generator) / vae.config.scaling_factor
    picture = recorder.picture(112, 88, 0.4)
    picture.save(folder / "picture.png", optimize=True)
    pixels = torch.from_numpy(np.asarray(picture).astype(np.float32)).permute(2, 0, 1)[None] / 127.5 - 1
    with torch.no_grad():
        tiles = []
        with recorder.observe(vae.decoder, tiles):
            decoded = vae.decode(latent).sample
        encoded = vae.encode(pixels).latent_dist.parameters
        vae.disable_tiling()
        whole, whole_encoded = vae.decode(latent).sample, vae.encode(pixels).latent_dist.parameters
    image = (decoded / 2 + 0.5).clamp(0, 1)[0].permute(1, 2, 0).numpy()
    Image.fromarray((image * 255).round().astype(np.uint8)).save(folder / "image.png", optimize=True)
    arrays = {"decoder_latent_sample": latent, "decoded_every_fifth_row": decoded[:, :, ::5, :],
              "latent_parameters": encoded}
    for key, value in arrays.items():
        np.save(folder / f"{key}.npy", np.ascontiguousarray(value.numpy()))
    nets.write_json(folder / "case.json", {
        "tile_sample_min_size": vae.tile_sample_min_size, "tile_latent_min_size": vae.tile_latent_min_size,
        "tile_overlap_factor": vae.tile_overlap_factor, "height": 112, "width": 88, "tiles": len(tiles),
        "tile_shapes": [list(args[0].shape[-2:]) for args, _, _ in tiles],
        "tiled_vs_whole": {"decoded": recorder.difference(decoded, whole),
                           "latent_parameters": recorder.difference(encoded, whole_encoded)},
        "files": {key: list(value.shape) for key, value in arrays.items()}})
    print(len(tiles), recorder.difference(decoded, whole), recorder.difference(encoded, whole_encoded), decoded.std())


if __name__ == "__main__":
    main()
