namespace ImageForge.Inference.Errors;

/// <summary>A model was not run to its end. The derived types say what can be done about it.</summary>
public abstract class InferenceException : Exception
{
    private protected InferenceException(string message, Exception? cause = null)
        : base(message, cause) { }
}

/// <summary>The model's files are not what they should be: trying again does not help.</summary>
public sealed class ModelInvalidException(string message, Exception? cause = null) : InferenceException(message, cause);

/// <summary>What was asked of a model cannot be done with it: the message has the numbers.</summary>
public sealed class RequestInvalidException(string message) : InferenceException(message);

/// <summary>ONNX Runtime's library is not there, or what is there is not a build of it that can be used.</summary>
public sealed class LibraryMissingException(string message, Exception? cause = null)
    : InferenceException(message, cause);

/// <summary>An execution provider was asked for that is not available. The message names what was tried, and why it failed.</summary>
public sealed class ProviderUnavailableException(string message, Exception? cause = null)
    : InferenceException(message, cause)
{
    /// <summary>For each provider that was tried its name and why it failed.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}

/// <summary>An execution provider that worked has failed: the device was lost, or its driver gave up. Another attempt may do.</summary>
public sealed class ProviderFailedException(string message, Exception? cause = null)
    : InferenceException(message, cause);

/// <summary>The device, or the machine where that is the device, has not enough memory. The message says what to lower.</summary>
public sealed class DeviceMemoryException(string message, Exception? cause = null) : InferenceException(message, cause)
{
    /// <summary>Whether it is the memory of this process, and not that of a device of its own.</summary>
    public bool IsHost { get; init; }
}

/// <summary>A network gave what is no number, or one without end: half precision overflows so. The message names the step.</summary>
public sealed class NumericalException(string message) : InferenceException(message);

/// <summary>A network's numbers are not of the range that was declared for it; the message names the range that they seem to have.</summary>
public sealed class OutputRangeException(string message) : InferenceException(message);
