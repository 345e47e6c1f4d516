namespace ImageForge.Inference.Pipelines.Configs;

/// <summary><c>text_encoder/config.json</c>, as far as a pipeline needs it.</summary>
internal sealed record TextEncoderConfig
{
    /// <summary>Channels of a token's embedding.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>Layers, and so the number of hidden states less one.</summary>
    public int? NumHiddenLayers { get; init; }

    /// <summary>Most tokens of a text.</summary>
    public int MaxPositionEmbeddings { get; init; } = 77;
}
