namespace ImageForge.Inference.Pipelines;

/// <summary>What a draw of noise is for; each has a stream of its own, so that none depends on the order of drawing.</summary>
internal enum NoiseUse
{
    /// <summary>What denoising starts from.</summary>
    Start,

    /// <summary>Sampling the encoder's distribution for the start image.</summary>
    Encoding,

    /// <summary>Sampling the encoder's distribution for the start image with the masked part covered.</summary>
    MaskedEncoding,

    /// <summary>What a scheduler adds at a step.</summary>
    Step,
}
