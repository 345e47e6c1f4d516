namespace ImageForge.Inference.Errors;

/// <summary>The device, or the machine where that is the device, has not enough memory. The message says what to lower.</summary>
public sealed class DeviceMemoryException(string message, Exception? cause = null) : InferenceException(message, cause)
{
    /// <summary>Whether it is the memory of this process, and not that of a device of its own.</summary>
    public bool IsHost { get; init; }
}
