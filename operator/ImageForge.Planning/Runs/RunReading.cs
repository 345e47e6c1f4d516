using ImageForge.Contracts.Results;

namespace ImageForge.Planning.Runs;

/// <summary>State of the child Job of a run plan. Closed hierarchy.</summary>
internal abstract record RunReading
{
    private RunReading() { }

    /// <summary>
    /// Number of the current or last attempt, counted from 1; a disrupted run is repeated under the same number.
    /// </summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Time left for the pod to start; null without a limit, or if it does not count at the moment.</summary>
    public TimeSpan? PendingFor { get; init; }

    /// <summary>The Job does not exist.</summary>
    public sealed record Absent : RunReading;

    /// <summary>The Job is being deleted; it can be recreated under the same name afterwards.</summary>
    public sealed record Terminating : RunReading;

    /// <summary>The Job is suspended by its queue.</summary>
    public sealed record Suspended(QueueReading Queue) : RunReading;

    /// <summary>No pod is running yet; a reason other than Queued means that the user has to act.</summary>
    public sealed record Waiting(string Reason, string Message) : RunReading;

    /// <summary>The runner is running.</summary>
    public sealed record Running : RunReading;

    /// <summary>
    /// An attempt failed or was disrupted and Kubernetes will start another. The message is null if the pod has been
    /// deleted.
    /// </summary>
    public sealed record Retrying(string Reason, string? Message) : RunReading
    {
        /// <summary>Whether it was disrupted (such as by an eviction), which does not count as a failure.</summary>
        public bool IsDisrupted { get; init; }
    }

    /// <summary>The last pod has terminated; the Job controller has not yet decided whether to create another.</summary>
    public sealed record Ending : RunReading;

    /// <summary>The runner reported a result.</summary>
    public sealed record Succeeded(TerminationMessage Message) : RunReading;

    /// <summary>Failed for good: there will be no further attempt.</summary>
    public sealed record Failed(string Reason, string Message) : RunReading;

    /// <summary>
    /// The Job has finished but its last pod, or that pod's end, is not in the cache, so the result is unknown.
    /// </summary>
    /// <param name="Since">When the Job finished.</param>
    /// <param name="Failure">The reading without the pod; null if the Job is complete, so that the run must be repeated.</param>
    public sealed record PodNotFound(DateTimeOffset Since, Failed? Failure) : RunReading
    {
        private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(10);

        /// <summary>Time left for the pod to appear in the cache; at zero or less the pod is lost.</summary>
        public TimeSpan Remaining(DateTimeOffset now) => GracePeriod - (now - Since);
    }
}
