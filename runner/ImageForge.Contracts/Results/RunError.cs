namespace ImageForge.Contracts.Results;

/// <summary>Why a run ended without a result.</summary>
/// <param name="Reason">One of <see cref="RunErrorReason"/>.</param>
/// <param name="Message">Human-readable message; never a secret.</param>
public sealed record RunError(RunErrorReason Reason, string Message);

/// <summary>The kinds of failure that an operator tells apart.</summary>
public enum RunErrorReason
{
    /// <summary>The plan cannot be read or is not supported by this runner.</summary>
    PlanInvalid,

    /// <summary>The artifact store does not answer, is overloaded or has no room; the same request may succeed later.</summary>
    StoreUnreachable,

    /// <summary>The artifact store rejected the request: its credentials, permissions or address must be changed.</summary>
    StoreRefused,

    /// <summary>An image that the plan names does not exist.</summary>
    InputMissing,

    /// <summary>An image that the plan names may not be read, cannot be decoded or has another digest.</summary>
    InputUnreadable,

    /// <summary>The source of an image that the plan names does not answer.</summary>
    InputUnavailable,

    /// <summary>A model cannot be had, has another digest, or is not one that the runner understands.</summary>
    ModelUnusable,

    /// <summary>A GPU was asked for and none works.</summary>
    GpuMissing,

    /// <summary>A model ran out of memory.</summary>
    OutOfMemory,

    /// <summary>A model gave no picture: no finite numbers, or not in time.</summary>
    PolishFailed,

    /// <summary>A policy forbids the result.</summary>
    Refused,

    /// <summary>The run was asked to stop.</summary>
    Stopped,

    /// <summary>A failure that the runner has no name for.</summary>
    Internal,
}
