namespace ImageForge.Inference.Pipelines;

/// <summary>A prompt that the model does not read to its end.</summary>
/// <param name="IsNegative">Whether it is the negative prompt.</param>
/// <param name="Message">What is left out, in a sentence.</param>
public sealed record PromptWarning(bool IsNegative, string Message);
