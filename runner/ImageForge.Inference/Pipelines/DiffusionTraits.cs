namespace ImageForge.Inference.Pipelines;

/// <summary>What a model's steps are like.</summary>
public enum DiffusionTraits
{
    /// <summary>Dozens of small ones.</summary>
    Full,

    /// <summary>One to four, without guidance: adversarial distillation (Turbo).</summary>
    Turbo,

    /// <summary>Two to eight, with the guidance scale as an input or none: latent consistency.</summary>
    Consistency,
}
