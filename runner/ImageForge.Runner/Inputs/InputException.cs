using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Inputs;

/// <summary>An image that a plan names cannot be used.</summary>
/// <param name="reason">InputMissing, InputUnreadable or InputUnavailable.</param>
/// <param name="message">Names the source and the cause; the same each time for the same fault.</param>
internal abstract class InputException(RunErrorReason reason, string message) : Exception(message)
{
    /// <summary>InputMissing, InputUnreadable or InputUnavailable.</summary>
    public RunErrorReason Reason { get; } = reason;
}

/// <summary>A permanent error: the image or its address must be changed. Not retried.</summary>
internal sealed class InputUnusableException(RunErrorReason reason, string message) : InputException(reason, message)
{
    /// <summary>It is there and cannot be used.</summary>
    public InputUnusableException(string message)
        : this(RunErrorReason.InputUnreadable, message) { }

    /// <summary>It is not there.</summary>
    public static InputUnusableException Missing(string message) => new(RunErrorReason.InputMissing, message);
}

/// <summary>Its source does not answer, or may be there in a moment: another attempt may have it.</summary>
internal sealed class InputUnavailableException(RunErrorReason reason, string message) : InputException(reason, message)
{
    /// <summary>The source does not answer.</summary>
    public InputUnavailableException(string message)
        : this(RunErrorReason.InputUnavailable, message) { }
}
