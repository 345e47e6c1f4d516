namespace ImageForge.Inference.Errors;

/// <summary>An execution provider that worked has failed: the device was lost, or its driver gave up. Another attempt may do.</summary>
public sealed class ProviderFailedException(string message, Exception? cause = null)
    : InferenceException(message, cause);
