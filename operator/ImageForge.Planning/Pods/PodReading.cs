using ImageForge.Contracts.Results;

namespace ImageForge.Planning.Pods;

/// <summary>State of a runner pod. Closed hierarchy.</summary>
internal abstract record PodReading
{
    private PodReading() { }

    /// <summary>Waiting for scheduling, the image pull or the container start; no problem so far.</summary>
    public sealed record Starting : PodReading;

    /// <summary>Cannot start without action by the user; continues by itself afterwards.</summary>
    public sealed record Blocked(string Reason, string Message) : PodReading;

    /// <summary>The runner is running.</summary>
    public sealed record Running : PodReading;

    /// <summary>The runner exited with code 0; the message is null if it is missing or unreadable.</summary>
    public sealed record Succeeded(TerminationMessage? Message) : PodReading;

    /// <summary>The runner exited with an error, or the pod was lost.</summary>
    public sealed record Ended(string Reason, string Explanation, TerminationMessage? Message, AfterEnd Then)
        : PodReading;
}

/// <summary>What follows a pod that failed.</summary>
internal enum AfterEnd
{
    /// <summary>Counts as a failure; Kubernetes creates another pod within the backoffLimit of the Job.</summary>
    Retry,

    /// <summary>
    /// A disruption, ignored by the Job's failure policy: Kubernetes creates another pod without counting a failure.
    /// </summary>
    Replace,

    /// <summary>The Job's failure policy fails the Job.</summary>
    JobFails,

    /// <summary>A retry would fail in the same way: the operator deletes the Job.</summary>
    End,
}
