namespace ImageForge.Inference.Errors;

/// <summary>ONNX Runtime's library is not there, or what is there is not a build of it that can be used.</summary>
public sealed class LibraryMissingException(string message, Exception? cause = null)
    : InferenceException(message, cause);
