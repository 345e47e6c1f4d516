namespace ImageForge.Inference.Errors;

/// <summary>What was asked of a model cannot be done with it: the message has the numbers.</summary>
public sealed class RequestInvalidException(string message) : InferenceException(message);
