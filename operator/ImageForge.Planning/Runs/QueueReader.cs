using ImageForge.Api;
using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>Why a queue holds a Job.</summary>
/// <param name="Reason">Kueue's own reason where its Workload is known.</param>
/// <param name="Message">Kueue's own message where its Workload is known.</param>
internal sealed record QueueReading(string Reason, string Message)
{
    /// <summary>The reason in our words, for Ready.</summary>
    public string Summary =>
        Reason switch
        {
            "ExceedsMaxQuota" or "NoMatchingFlavor" or "TopologyPlacementFailed" => Reasons.Inadmissible,
            "Misconfigured" or "Inadmissible" or "Suspended" => Reasons.QueueInactive,
            "ClusterQueueStopped" or "LocalQueueStopped" => Reasons.QueueInactive,
            _ when IsEvicted => Reasons.Preempted,
            _ => Reasons.WaitingForQuota,
        };

    /// <summary>Whether the Job was admitted before.</summary>
    public bool IsEvicted { get; init; }

    /// <summary>Whether somebody has to act: waiting alone does not help.</summary>
    public bool NeedsAction => Summary is Reasons.Inadmissible or Reasons.QueueInactive;
}

/// <summary>
/// Reads what Kueue decided, from its Workload where the operator may read those, else from the Job alone. Pure.
/// </summary>
internal static class QueueReader
{
    private const string Stopped = "The queue has stopped the Job; waiting to be admitted again.";

    /// <param name="child">The Job, which is suspended.</param>
    /// <param name="workload">Its Workload; null if there is none or it cannot be read.</param>
    public static QueueReading Read(V1Job child, Workload? workload)
    {
        if (workload?.Status?.Conditions is not { Count: > 0 } conditions)
        {
            // A Job that has had pods was admitted before; its condition changes a moment after it is stopped.
            var isStopped = child.Status?.Conditions?.Any(c => c.Type == "Suspended" && c.Status == "False") == true;
            return isStopped
                ? new(Reasons.Preempted, Stopped) { IsEvicted = true }
                : new(Reasons.WaitingForQuota, "Waiting for the queue to admit the Job.");
        }

        var evicted = Find(conditions, "Evicted", "True");
        var quota = Find(conditions, "QuotaReserved", "False");
        // Quota is reserved first; then admission checks may have to agree. Kueue before 0.19 has one reason, Pending, for
        // all that waits for quota, and the message tells.
        var why = quota ?? Find(conditions, "Admitted", "False");
        return evicted is null
            ? new(why?.Reason ?? Reasons.WaitingForQuota, Told(why?.Message, "Waiting for the queue to admit the Job."))
            : new(
                evicted.Reason,
                why is null || why.Message == evicted.Message
                    ? Told(evicted.Message, Stopped)
                    : $"{Told(evicted.Message, Stopped)} Waiting: {why.Message}"
            )
            {
                IsEvicted = true,
            };
    }

    private static string Told(string? message, string otherwise) =>
        string.IsNullOrWhiteSpace(message) ? otherwise : message;

    private static V1Condition? Find(IReadOnlyList<V1Condition> conditions, string type, string status) =>
        conditions.FirstOrDefault(c => c.Type == type && c.Status == status);
}
