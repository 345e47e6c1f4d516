namespace ImageForge.Inference.Pipelines;

/// <summary>The kinds of model folder that are understood.</summary>
public enum ModelFamily
{
    /// <summary>Stable Diffusion 1.x and 2.x and what was made from them (Turbo, LCM, inpainting).</summary>
    StableDiffusion,

    /// <summary>Stable Diffusion XL: two text encoders, and the size as a condition.</summary>
    StableDiffusionXL,

    /// <summary>The refiner of Stable Diffusion XL: the second text encoder alone, and an aesthetic score as a condition.</summary>
    StableDiffusionXLRefiner,
}
