namespace ImageForge.Inference.Pipelines;

/// <summary>What a picture shows and what it does not.</summary>
/// <param name="Positive">What it shows.</param>
/// <param name="Negative">What it does not; absent where nothing is guided.</param>
internal sealed record PromptPair(Conditioning Positive, Conditioning? Negative);
