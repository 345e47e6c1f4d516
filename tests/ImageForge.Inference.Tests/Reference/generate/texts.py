"""Prompts longer than the encoder reads, in chunks, and weighted words: with the community pipeline of diffusers that defines
them (lpw_stable_diffusion). The only program here that needs diffusers' examples/community on the path."""

import importlib.util
import os
import pathlib
import types

import numpy as np
import torch

import nets
import recorder
from diffusers import StableDiffusionPipeline
from sd import Parts

LONG = ("a red fox in the snow under tall pine trees at dawn, an old wooden boat on a quiet lake, morning mist, soft "
        "light, painted in oil, a stone bridge over a river in autumn with golden leaves and a lantern glowing near "
        "the water, two cats sleeping on a warm roof while rain falls in the city street below, soft light, morning "
        "mist, a quiet lake under tall trees")


def main():
    parts = Parts()
    source = pathlib.Path(os.environ["DIFFUSERS_COMMUNITY"]) / "lpw_stable_diffusion.py"
    spec = importlib.util.spec_from_file_location("lpw", source)
    lpw = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lpw)
    pipe = parts.pipe(StableDiffusionPipeline)
    parts.text.text_model = types.SimpleNamespace(final_layer_norm=parts.text.final_layer_norm)  # its older name
    opened = nets.session(parts.folder / "text_encoder" / "model.onnx")
    cases = {
        "text-long": (LONG, "blurry, low quality", False),
        "text-weighted": ("a (red fox:1.4) in the [snow], ((soft light))", "(blurry:1.2), watermark", True),
        "text-long-weighted": (LONG.replace("wooden boat", "(wooden boat:1.5)").replace(
            "golden leaves", "(golden leaves:0.6)"), "", True),
    }
    for name, (prompt, negative, weighted) in cases.items():
        folder = recorder.CASES / name
        folder.mkdir(parents=True, exist_ok=True)
        seen = []
        with torch.no_grad(), recorder.observe(parts.text, seen):
            embeds, negative_embeds = lpw.get_weighted_text_embeddings(
                pipe, prompt, negative, max_embeddings_multiples=3, skip_weighting=not weighted)
        chunks = embeds.shape[1] // 77
        ids = torch.cat([(args[0] if args else kwargs["input_ids"]) for args, kwargs, _ in seen])
        tokens, weights = lpw.get_prompts_with_weights(pipe, [prompt], 75 * chunks)
        _, weights = lpw.pad_tokens_and_weights(
            tokens, weights, 75 * chunks + 2, parts.size - 2, parts.size - 1, parts.size - 1, no_boseos_middle=False)
        plain = torch.cat([out["last_hidden_state"] if isinstance(out, dict) else out[0] for _, _, out in seen[:chunks]],
                          dim=1)
        runs = [nets.run(opened, {"input_ids": row[None]})["last_hidden_state"] for row in ids[:chunks]]
        arrays = {"prompt_ids": ids[:chunks].numpy(), "negative_ids": ids[chunks:].numpy(), "prompt_embeds": embeds,
                  "negative_embeds": negative_embeds}
        if weighted:
            arrays["prompt_weights"] = np.array(weights, np.float32).reshape(chunks, 77)
        for key, value in arrays.items():
            np.save(folder / f"{key}.npy", np.ascontiguousarray(value))
        nets.write_json(folder / "case.json", {
            "prompt": prompt, "negative_prompt": negative, "chunks": chunks, "weighted": weighted,
            "mean_before": float(plain.mean()), "mean_after": float(embeds.mean()),
            "files": {key: list(np.shape(value)) for key, value in arrays.items()},
            "onnxruntime_vs_torch": float((torch.cat(runs, 1) - plain).abs().max())})
        print(name, chunks, ids.shape, recorder.difference(plain, embeds), float(plain.mean()), weights[0][:20],
              float((torch.cat(runs, 1) - plain).abs().max()))


if __name__ == "__main__":
    main()
