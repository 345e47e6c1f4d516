namespace ImageForge.Inference.Errors;

/// <summary>The model's files are not what they should be: trying again does not help.</summary>
public sealed class ModelInvalidException(string message, Exception? cause = null) : InferenceException(message, cause);
