namespace ImageForge.DevCluster.Controllers;

/// <summary>How often in a row a job's pods failed, and since when.</summary>
/// <param name="Failures">Failed pods since the last one that succeeded.</param>
/// <param name="LastFailure">When the latest of them ended.</param>
internal sealed record JobBackoff(int Failures, DateTimeOffset? LastFailure)
{
    public static readonly JobBackoff None = new(0, null);

    /// <summary>Kubernetes never waits longer than this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Takes in the pods that have just ended.</summary>
    public JobBackoff After(IEnumerable<JobPod> ended, DateTimeOffset now)
    {
        var backoff = this;
        foreach (var pod in ended.OrderBy(p => p.FinishedAt ?? now))
        {
            backoff = pod.IsSucceeded ? None : new JobBackoff(backoff.Failures + 1, pod.FinishedAt ?? now);
        }
        return backoff;
    }

    /// <summary>When the next pod may start: the first delay after one failure, twice that after two, and so on.</summary>
    public DateTimeOffset? NextStart(TimeSpan first)
    {
        if (Failures == 0 || LastFailure is not { } last)
        {
            return null;
        }
        // Beyond 2^30 the delay is the longest anyway; the exponent is bounded so that it cannot overflow.
        var delay = first * Math.Pow(2, Math.Min(Failures - 1, 30));
        return last + (delay < Longest ? delay : Longest);
    }
}
