"""Runs a diffusers pipeline, keeps what goes in and out of every network and every noise drawn, then runs it again with
the exported networks in ONNX Runtime to measure how far the two are apart."""

import contextlib
import pathlib
import sys
import types
import warnings

import diffusers
import numpy as np
import torch
from diffusers.models.autoencoders.vae import DiagonalGaussianDistribution
from diffusers.utils import torch_utils
from PIL import Image

import nets

diffusers.utils.logging.set_verbosity_error()
warnings.filterwarnings("ignore")
CASES = nets.ROOT / "cases"


def picture(height, width, shift=0.0):
    """A smooth picture with a few edges, 8 bits, RGB."""
    y, x = np.mgrid[0:height, 0:width] / np.array([height, width]).reshape(2, 1, 1)
    red = 0.5 + 0.5 * np.sin(6.3 * (x + shift))
    green = 0.3 + 0.6 * y
    blue = np.where((x - 0.6) ** 2 + (y - 0.4) ** 2 < 0.06, 0.9, 0.25 + 0.3 * x * y)
    return Image.fromarray((np.stack([red, green, blue], -1) * 255).round().astype(np.uint8))


def edges(height, width):
    """White lines on black, as an edge detector gives them, three equal channels."""
    values = np.zeros((height, width), np.uint8)
    values[height // 4, :] = 255
    values[:, width // 3] = 255
    for i in range(min(height, width)):
        values[i, width - 1 - i] = 255
    return Image.fromarray(np.repeat(values[..., None], 3, -1))


def mask(height, width):
    """White is painted anew. It has greys on both sides of one half and edges that no latent cell follows."""
    y, x = np.mgrid[0:height, 0:width]
    values = np.where((x - 0.55 * width) ** 2 + (y - 0.45 * height) ** 2 < (0.3 * height) ** 2, 255, 0)
    values[: height // 5, : width // 5] = 128
    values[-(height // 5):, : width // 5] = 127
    return Image.fromarray(values.astype(np.uint8))


@contextlib.contextmanager
def drawn_noise():
    """Every noise tensor that diffusers draws, with the name of the module that drew it."""
    draws, original = [], torch_utils.randn_tensor
    touched = []

    def draw(*args, **kwargs):
        value = original(*args, **kwargs)
        draws.append((sys._getframe(1).f_globals["__name__"].rsplit(".", 1)[-1], value.clone()))
        return value

    for name, module in list(sys.modules.items()):
        if name.startswith("diffusers") and getattr(module, "__dict__", {}).get("randn_tensor") is original:
            module.randn_tensor = draw
            touched.append(module)
    try:
        yield draws
    finally:
        for module in touched:
            module.randn_tensor = original


@contextlib.contextmanager
def replaced(module, forward, method="forward"):
    had = method in module.__dict__
    before = module.__dict__.get(method)
    module.__dict__[method] = forward
    try:
        yield
    finally:
        if had:
            module.__dict__[method] = before
        else:
            del module.__dict__[method]


class Attributes(types.SimpleNamespace):
    """As much of a ModelOutput as the pipelines use: attributes, and the first field by index."""

    def __getitem__(self, index):
        return list(self.__dict__.values())[index]


def onnx_text(path):
    opened = nets.session(path)

    def forward(input_ids, attention_mask=None, output_hidden_states=None, **_):
        out = nets.run(opened, {"input_ids": input_ids})
        hidden = [out.pop(name) for name in sorted(n for n in out if n.startswith("hidden_states."))]
        return Attributes(**out, hidden_states=tuple(hidden))

    return forward


def onnx_unet(path):
    opened = nets.session(path)

    def forward(sample, timestep, encoder_hidden_states, timestep_cond=None, added_cond_kwargs=None,
                down_block_additional_residuals=None, mid_block_additional_residual=None, return_dict=True, **_):
        inputs = {"sample": sample, "timestep": timestep.to(torch.float32),
                  "encoder_hidden_states": encoder_hidden_states, **(added_cond_kwargs or {})}
        if timestep_cond is not None:
            inputs["timestep_cond"] = timestep_cond
        for i, value in enumerate(down_block_additional_residuals or ()):
            inputs[f"down_block_additional_residuals_{i}"] = value
        if mid_block_additional_residual is not None:
            inputs["mid_block_additional_residual"] = mid_block_additional_residual
        return (nets.run(opened, inputs)["out_sample"],)

    return forward


def onnx_control(path):
    opened = nets.session(path)

    def forward(sample, timestep, encoder_hidden_states, controlnet_cond, conditioning_scale=1.0, guess_mode=False,
                added_cond_kwargs=None, return_dict=True, **_):
        if guess_mode:
            raise ValueError("guess mode is another graph")
        double = "double" in next(i.type for i in opened.get_inputs() if i.name == "conditioning_scale")
        out = list(nets.run(opened, {
            "sample": sample, "timestep": timestep.to(torch.float32), "encoder_hidden_states": encoder_hidden_states,
            "controlnet_cond": controlnet_cond, **(added_cond_kwargs or {}),
            "conditioning_scale": torch.tensor(conditioning_scale, dtype=torch.float64 if double else torch.float32),
        }).values())
        return out[:-1], out[-1]

    return forward


def onnx_encode(path):
    opened = nets.session(path)
    return lambda x, return_dict=True: types.SimpleNamespace(
        latent_dist=DiagonalGaussianDistribution(nets.run(opened, {"sample": x})["latent_parameters"]))


def onnx_decode(path):
    opened = nets.session(path)
    return lambda z, return_dict=True, generator=None: (nets.run(opened, {"latent_sample": z})["sample"],)


def observe(module, seen, method="forward"):
    original = getattr(module, method)

    def call(*args, **kwargs):
        out = original(*args, **kwargs)
        seen.append((args, kwargs, out))
        return out

    return replaced(module, call, method)


def first(value):
    return value[0] if isinstance(value, (tuple, list)) else value


def observed_run(pipe, arguments, seed, swap=None):
    """swap: {component: path of its model.onnx}, or nothing to run as torch."""
    result = {"latents": [], "unet": [], "decode": [], "encode": [], "control": [], "text": {}}

    def step_end(_, index, timestep, tensors):
        result["latents"].append(tensors["latents"].clone())
        return {}

    with contextlib.ExitStack() as stack:
        for name, path in (swap or {}).items():
            if name.startswith("text_encoder"):
                stack.enter_context(replaced(getattr(pipe, name), onnx_text(path)))
            elif name == "unet":
                stack.enter_context(replaced(pipe.unet, onnx_unet(path)))
            elif name == "vae_encoder":
                stack.enter_context(replaced(pipe.vae, onnx_encode(path), "encode"))
            elif name == "vae_decoder":
                stack.enter_context(replaced(pipe.vae, onnx_decode(path), "decode"))
            elif name == "controlnet":
                many = getattr(pipe.controlnet, "nets", [pipe.controlnet])
                for net, file in zip(many, path if isinstance(path, list) else [path]):
                    stack.enter_context(replaced(net, onnx_control(file)))
            else:
                raise ValueError(name)
        for name in ("text_encoder", "text_encoder_2"):
            if getattr(pipe, name, None) is not None:
                result["text"][name] = []
                stack.enter_context(observe(getattr(pipe, name), result["text"][name]))
        stack.enter_context(observe(pipe.unet, result["unet"]))
        if getattr(pipe, "controlnet", None) is not None:
            for net in getattr(pipe.controlnet, "nets", [pipe.controlnet]):
                result["control"].append([])
                stack.enter_context(observe(net, result["control"][-1]))
        stack.enter_context(observe(pipe.vae, result["decode"], "decode"))
        stack.enter_context(observe(pipe.vae, result["encode"], "encode"))
        draws = stack.enter_context(drawn_noise())
        stack.enter_context(torch.no_grad())
        output = pipe(**arguments, generator=torch.Generator().manual_seed(seed), callback_on_step_end=step_end,
                      callback_on_step_end_tensor_inputs=["latents"]).images
        result["images"] = output
        result["draws"] = draws
    return result


def difference(a, b):
    return float((torch.as_tensor(a) - torch.as_tensor(b)).abs().max())


def to_bytes(images):
    return (np.asarray(images) * 255).round().astype(np.uint8)


def record(name, pipe, arguments, seed, swap, names_of_draws=(), extra=None, store=(), full=False, png=True, note=None):
    """arguments: of the pipeline's call, without what is recorded here. names_of_draws: what each drawn noise is, in
    order; where fewer, the last name gathers the rest (the noise of the steps). store: more arrays by name. full: keep
    the first call's embeddings too. png: keep the picture."""
    folder = CASES / name
    folder.mkdir(parents=True, exist_ok=True)
    latent_only = arguments.get("output_type") == "latent"
    arguments = {"output_type": "np", **arguments}
    run = observed_run(pipe, arguments, seed)
    again = observed_run(pipe, arguments, seed, swap)

    arrays = dict(store)
    for encoder, calls in run["text"].items():
        ids = [(args[0] if args else kwargs["input_ids"]) for args, kwargs, _ in calls]
        suffix = "_2" if encoder.endswith("_2") else ""
        for key, value in zip(("prompt_ids", "negative_ids"), ids):
            arrays[key + suffix] = value.numpy()
    unet_args, unet_kwargs, unet_out = run["unet"][0]
    arrays["unet0_sample"] = unet_args[0]
    arrays["unet0_out_sample"] = unet_out[0]
    if full:
        arrays["unet0_encoder_hidden_states"] = unet_kwargs["encoder_hidden_states"]
    for key, value in (unet_kwargs.get("added_cond_kwargs") or {}).items():
        arrays[f"unet0_{key}"] = value
    if unet_kwargs.get("timestep_cond") is not None:
        arrays["unet0_timestep_cond"] = unet_kwargs["timestep_cond"]
    arrays["latents"] = torch.stack(run["latents"])
    gathered = {}
    for i, (_, value) in enumerate(run["draws"]):
        key = names_of_draws[min(i, len(names_of_draws) - 1)]
        gathered.setdefault(key, []).append(value)
    for key, values in gathered.items():
        arrays[key] = torch.stack(values) if key == "step_noise" else first(values)
        if key != "step_noise" and len(values) > 1:
            raise ValueError(f"{key} was drawn {len(values)} times")
    for i, (args, kwargs, out) in enumerate(run["encode"]):
        suffix = "" if i == 0 else f"_{i}"
        arrays["latent_parameters" + suffix] = out.latent_dist.parameters
    for i, calls in enumerate(run["control"]):
        args, kwargs, out = calls[0]
        if i == 0:
            arrays["controlnet0_sample"] = kwargs["sample"] if "sample" in kwargs else args[0]
            arrays["controlnet0_mid"] = out[1]
            arrays["controlnet0_down_0"] = out[0][0]
    if not latent_only:
        args, kwargs, out = run["decode"][-1]
        arrays["decoder_latent_sample"] = args[0]
        for i, pixels in enumerate(to_bytes(run["images"]) if png else ()):
            Image.fromarray(pixels).save(folder / ("image.png" if i == 0 else f"image_{i}.png"), optimize=True)
    for key, value in arrays.items():
        value = np.ascontiguousarray(value.detach().numpy() if isinstance(value, torch.Tensor) else value)
        np.save(folder / f"{key}.npy", value)

    scheduler = pipe.scheduler
    written = {key: value for key, value in arguments.items()
               if isinstance(value, (str, int, float, bool, list, tuple, type(None))) and key != "output_type"
               and not (isinstance(value, (list, tuple)) and value and not isinstance(value[0], (int, float)))}
    facts = {
        "pipeline": type(pipe).__name__, **written, **(extra or {}), "seed": seed,
        "scheduler": type(scheduler).__name__,
        "scheduler_config": {k: v for k, v in scheduler.config.items() if not k.startswith("_")},
        "timesteps": [float(args[1]) for args, _, _ in run["unet"]],
        "unet_batch": int(unet_args[0].shape[0]), "unet_calls": len(run["unet"]),
        "init_noise_sigma": float(scheduler.init_noise_sigma),
        "files": {key: list(np.shape(value)) for key, value in arrays.items()},
        "onnxruntime_vs_torch": {
            "first_step_latent": difference(run["latents"][0], again["latents"][0]),
            "any_latent": max(difference(a, b) for a, b in zip(run["latents"], again["latents"])),
        },
        "final_latent_std": float(run["latents"][-1].std()),
    }
    if not latent_only:
        ours, theirs = to_bytes(run["images"]), to_bytes(again["images"])
        facts["onnxruntime_vs_torch"].update(
            decoded=difference(run["decode"][-1][2][0], again["decode"][-1][2][0]),
            png_values_differing=int((ours != theirs).sum()),
            png_max_level_diff=int(np.abs(ours.astype(int) - theirs).max()))
        facts["clipped_fraction"] = float(((run["images"] <= 0) | (run["images"] >= 1)).mean())
    if note:
        facts["note"] = note
    nets.write_json(folder / "case.json", facts)
    out = unet_out[0]
    if out.shape[0] == 2:
        facts["cond"] = float((out[1] - out[0]).std() / out.std())
    print(name, {k: facts[k] for k in ("timesteps", "onnxruntime_vs_torch", "final_latent_std") if k in facts},
          facts.get("clipped_fraction"), facts.get("cond"), [origin for origin, _ in run["draws"]], flush=True)
    return run
