"""Records runs of diffusers' schedulers (0.40.0.dev0 on torch 2.14.1) with settings that models have now and then. Writes one line of JSON a run.

    python3 generate.py > cases.jsonl

The network is eps(x, t) = 0.3 x + 0.1 sin(3 x + t / 1000) in float32. Latents have 16 elements; start, image and noises are
hundredths of whole numbers (see `numbers`), so that nothing else need be recorded.
"""

import json

import diffusers
import torch
from diffusers.schedulers import scheduling_euler_ancestral_discrete, scheduling_lcm

ELEMENTS = 16
SD = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "num_train_timesteps": 1000}
V = {"prediction_type": "v_prediction"}
ZERO_SNR = {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing", **V}
PLAIN = {**SD, "clip_sample": False, "set_alpha_to_one": False, "steps_offset": 1}
PNDM_FILE = {"_class_name": "PNDMScheduler", **PLAIN, "skip_prk_steps": True}


def numbers(draw):
    """Unit normal, more or less: whole numbers that repeat late, over 600."""
    return torch.tensor([((i * 7919 + draw * 104729 + 17) % 2001 - 1000) / 600 for i in range(ELEMENTS)], dtype=torch.float32)


def network(x, t):
    return 0.3 * x + 0.1 * torch.sin(3 * x + torch.as_tensor(t, dtype=torch.float32) / 1000)


def floats(values):
    """As few digits as tell one float32 from another."""
    return [float(f"{float(v):.9g}") for v in values]


def run(name, kind, config, steps, begin=0, strength=None, **arguments):
    draws = [0]

    def noise(*_, **__):
        draws[0] += 1
        return numbers(draws[0])

    scheduling_euler_ancestral_discrete.randn_tensor = noise
    scheduling_lcm.randn_tensor = noise
    scheduler = getattr(diffusers, kind).from_config(config)
    if strength is None:
        scheduler.set_timesteps(steps)
    else:
        scheduler.set_timesteps(steps, strength=strength)
    timesteps = scheduler.timesteps[begin:]
    if begin:
        if hasattr(scheduler, "set_begin_index"):
            scheduler.set_begin_index(begin)
        latent = scheduler.add_noise(0.5 * numbers(1000), numbers(2000), timesteps[:1])
    else:
        latent = numbers(0) * scheduler.init_noise_sigma
    first = None
    for t in timesteps:
        x = scheduler.scale_model_input(latent, t)
        extra = {"variance_noise": noise()} if arguments.get("eta") else {}
        latent = scheduler.step(network(x, t), t, latent, **arguments, **extra).prev_sample
        first = latent if first is None else first
    sigmas = getattr(scheduler, "sigmas", None)
    print(json.dumps({
        "name": name, "class": kind, "config": config, "steps": steps, "begin": begin, "strength": strength, **arguments,
        "timesteps": floats(timesteps),
        "sigmas": None if sigmas is None else floats(sigmas),
        "init_noise_sigma": float(scheduler.init_noise_sigma), "draws": draws[0],
        "first": floats(first), "last": floats(latent),
    }))


DDIM, EULER, ANCESTRAL = "DDIMScheduler", "EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler"
SOLVER, LCM, PNDM = "DPMSolverMultistepScheduler", "LCMScheduler", "PNDMScheduler"

for kind in (DDIM, EULER, ANCESTRAL, SOLVER, LCM, PNDM):
    run("from the file of Stable Diffusion 1", kind, PNDM_FILE, 10)
    run("begun in the middle", kind, {**PNDM_FILE, "timestep_spacing": "trailing"}, 9, begin=4)
    run("betas in a line", kind, {"beta_schedule": "linear", "beta_start": 0.0001, "beta_end": 0.02, "clip_sample": False, "skip_prk_steps": True}, 6)
    run("betas of its own", kind, {"trained_betas": [0.001 + 0.0001 * i for i in range(100)], "num_train_timesteps": 100, "original_inference_steps": 20, "clip_sample": False, "skip_prk_steps": True}, 5)
    for spacing in ("leading", "trailing", "linspace"):
        for steps in (2, 3, 7, 13, 30):
            run(f"{spacing}, v", kind, {**PNDM_FILE, **V, "timestep_spacing": spacing}, steps)

for steps in (61, 103):
    for kind in (EULER, ANCESTRAL, SOLVER):
        run("trailing, one too many", kind, {**SD, "timestep_spacing": "trailing"}, steps)

run("clipped", DDIM, {**SD, "clip_sample": True, "clip_sample_range": 0.4}, 8)
run("defaults", DDIM, SD, 8)
run("eta and v", DDIM, {**PLAIN, **V}, 8, eta=1.0)
run("alpha one", DDIM, {**PLAIN, "set_alpha_to_one": True}, 8)
run("no signal at the end", DDIM, {**PLAIN, **ZERO_SNR}, 8)
run("no signal at the end", EULER, {**SD, **ZERO_SNR}, 8)
run("no signal at the end, noise", EULER, {**SD, "rescale_betas_zero_snr": True, "timestep_spacing": "trailing"}, 8)
run("no signal at the end", ANCESTRAL, {**SD, **ZERO_SNR}, 8)
run("no signal at the end", SOLVER, {**SD, **ZERO_SNR}, 8)
run("no signal at the end", LCM, {**SD, **ZERO_SNR}, 8)
for steps in (1, 5, 12, 30):
    run("Karras", EULER, {**SD, "use_karras_sigmas": True, "timestep_spacing": "leading", "steps_offset": 1}, steps)
    run("Karras, v", SOLVER, {**SD, **V, "use_karras_sigmas": True}, steps)
run("least sigma", EULER, {**SD, "final_sigmas_type": "sigma_min"}, 8)
for steps in (8, 20):
    run("least sigma", SOLVER, {**SD, "final_sigmas_type": "sigma_min"}, steps)
    run("least sigma, not lower", SOLVER, {**SD, "final_sigmas_type": "sigma_min", "lower_order_final": False}, steps)
    run("least sigma, Euler at last", SOLVER, {**SD, "final_sigmas_type": "sigma_min", "euler_at_final": True}, steps)
run("first order", SOLVER, {**SD, "solver_order": 1}, 8)
run("clipped lambda", SOLVER, {**SD, "lambda_min_clipped": -1.0}, 8)
run("clipped lambda, trailing", SOLVER, {**SD, "lambda_min_clipped": -1.0, "timestep_spacing": "trailing"}, 8)
run("clipped lambda, leading", SOLVER, {**SD, "lambda_min_clipped": -1.0, "timestep_spacing": "leading"}, 8)
run("solver of UniPC", SOLVER, {**SD, "solver_type": "bh2"}, 8)
run("alpha one", PNDM, {**PNDM_FILE, "set_alpha_to_one": True}, 8)
run("clipped", LCM, {**SD, "clip_sample": True, "clip_sample_range": 0.6}, 4)
run("forty steps of training", LCM, {**SD, "original_inference_steps": 40, "timestep_scaling": 5.0}, 7)
run("shortened", LCM, SD, 6, strength=0.7)
