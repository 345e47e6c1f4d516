namespace ImageForge.Inference.Pipelines.Configs;

/// <summary><c>unet/config.json</c>, as far as a pipeline needs it.</summary>
internal sealed record UnetConfig
{
    /// <summary>Channels of the sample: 4, or 9 for inpainting models.</summary>
    public int InChannels { get; init; } = 4;

    /// <summary>Width of the guidance embedding of latent consistency models; absent for others.</summary>
    public int? TimeCondProjDim { get; init; }

    /// <summary>Side of the latents that the model was trained on.</summary>
    public int? SampleSize { get; init; }
}
