namespace ImageForge.Inference.Pipelines.Configs;

/// <summary><c>vae_decoder/config.json</c> or <c>vae_encoder/config.json</c>, as far as a pipeline needs it.</summary>
internal sealed record VaeConfig
{
    /// <summary>Channels of a latent.</summary>
    public int LatentChannels { get; init; } = 4;

    /// <summary>What latents are multiplied by before they are denoised.</summary>
    public float ScalingFactor { get; init; } = 0.18215f;

    /// <summary>What is subtracted from latents before they are scaled; absent: nothing.</summary>
    public float? ShiftFactor { get; init; }

    /// <summary>Side in pixels that the model was trained on, and that tiles have.</summary>
    public int? SampleSize { get; init; }

    /// <summary>Channels of each block; each block but the last halves the picture.</summary>
    public IReadOnlyList<int> BlockOutChannels { get; init; } = [128, 256, 512, 512];

    /// <summary>Means of the latents' channels, for models that normalise them.</summary>
    public IReadOnlyList<float>? LatentsMean { get; init; }

    /// <summary>Pixels a side of one latent.</summary>
    public int Factor => 1 << (BlockOutChannels.Count - 1);
}
