using ImageForge.Contracts.Results;

namespace ImageForge.Planning.Runs;

/// <summary>Where a run plan's child Job stands. The hierarchy is closed.</summary>
internal abstract record RunReading
{
    private RunReading() { }

    /// <summary>Number of the current or last attempt, counted from 1; a disrupted run is repeated under the same number.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>There is no Job.</summary>
    public sealed record Absent : RunReading;

    /// <summary>The Job is being deleted; another of the same name can be created once it is gone.</summary>
    public sealed record Terminating : RunReading;

    /// <summary>A queue holds the Job.</summary>
    public sealed record Suspended : RunReading;

    /// <summary>No pod works yet; the reason says more than Queued when somebody has to do something about it.</summary>
    public sealed record Waiting(string Reason, string Message) : RunReading;

    /// <summary>A runner works.</summary>
    public sealed record Running : RunReading;

    /// <summary>
    /// An attempt failed or was disrupted, and Kubernetes starts another. The message is null when its pod is gone and with
    /// it the reason.
    /// </summary>
    public sealed record Retrying(string Reason, string? Message) : RunReading
    {
        /// <summary>Whether it was disrupted, by an eviction, say, which counts as no failure.</summary>
        public bool IsDisrupted { get; init; }
    }

    /// <summary>The last pod has ended, and Kubernetes has yet to say whether another follows.</summary>
    public sealed record Ending : RunReading;

    /// <summary>A runner has left its result.</summary>
    public sealed record Succeeded(TerminationMessage Message) : RunReading;

    /// <summary>There is to be no other attempt.</summary>
    public sealed record Failed(string Reason, string Message) : RunReading;

    /// <summary>The Job is complete and its pod is not seen (yet), so that the result is unknown.</summary>
    public sealed record PodNotFound(DateTimeOffset Since) : RunReading
    {
        private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(10);

        /// <summary>How long the pod may still take to be seen; from zero down it is gone, and the run must be repeated.</summary>
        public TimeSpan Remaining(DateTimeOffset now) => GracePeriod - (now - Since);
    }
}
