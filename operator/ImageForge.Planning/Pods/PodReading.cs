using ImageForge.Contracts.Results;

namespace ImageForge.Planning.Pods;

/// <summary>What a runner's pod tells about its run. The hierarchy is closed.</summary>
internal abstract record PodReading
{
    private PodReading() { }

    /// <summary>Waits for a node, an image or its start; nothing is wrong.</summary>
    public sealed record Starting : PodReading;

    /// <summary>Waits for something that somebody has to provide; it goes on by itself once that is there.</summary>
    public sealed record Blocked(string Reason, string Message) : PodReading;

    /// <summary>The runner works.</summary>
    public sealed record Running : PodReading;

    /// <summary>The runner ended with exit code 0; its message is null when it left none that can be read.</summary>
    public sealed record Succeeded(TerminationMessage? Message) : PodReading;

    /// <summary>The runner ended otherwise, or the pod was taken from it.</summary>
    public sealed record Ended(string Reason, string Explanation, TerminationMessage? Message, AfterEnd Then)
        : PodReading;
}

/// <summary>What follows a pod that failed.</summary>
internal enum AfterEnd
{
    /// <summary>It counts as a failure; Kubernetes starts another while the Job's backoffLimit allows.</summary>
    Retry,

    /// <summary>A disruption that the Job's failure policy ignores: Kubernetes starts another and counts nothing.</summary>
    Replace,

    /// <summary>The Job's failure policy fails the Job.</summary>
    JobFails,

    /// <summary>Kubernetes would start another, which could only end in the same way: the operator ends the Job.</summary>
    End,
}
