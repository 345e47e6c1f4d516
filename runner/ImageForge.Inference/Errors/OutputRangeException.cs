namespace ImageForge.Inference.Errors;

/// <summary>A network's numbers are not of the range that was declared for it; the message names the range that they seem to have.</summary>
public sealed class OutputRangeException(string message) : InferenceException(message);
