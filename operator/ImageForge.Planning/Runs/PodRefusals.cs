using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>A rejected pod of a Job.</summary>
/// <param name="Note">The message of the event.</param>
/// <param name="At">Time of the latest occurrence, in whole seconds.</param>
public sealed record PodRefusal(string Note, DateTimeOffset At)
{
    /// <summary>Time of its first occurrence; null if unknown.</summary>
    public DateTimeOffset? Since { get; init; }
}

/// <summary>
/// FailedCreate events of Jobs: pods rejected by a quota, a missing PriorityClass or RuntimeClass, Pod Security or a
/// webhook. The status of a Job does not report them.
/// </summary>
public static class PodRefusals
{
    /// <summary>Selects the events, of events.k8s.io.</summary>
    public const string FieldSelector = "regarding.kind=Job,reason=FailedCreate,type=Warning";

    /// <summary>The latest rejection, or null.</summary>
    public static PodRefusal? Latest(IEnumerable<Eventsv1Event> events) =>
        events
            .OrderBy(At)
            .ThenBy(e => e.Metadata.Name, StringComparer.Ordinal)
            .Select(e => new PodRefusal(e.Note ?? "no reason given", At(e))
            {
                Since = e.DeprecatedFirstTimestamp ?? e.EventTime,
            })
            .LastOrDefault();

    /// <summary>Repetitions of an event only update its last time.</summary>
    internal static DateTimeOffset At(Eventsv1Event said) =>
        said.Series?.LastObservedTime
        ?? said.DeprecatedLastTimestamp
        ?? said.EventTime
        ?? said.Metadata.CreationTimestamp
        ?? DateTimeOffset.UnixEpoch;

    internal static string Explain(string note)
    {
        var field =
            note.Contains("PriorityClass", StringComparison.Ordinal) ? "spec.runner.priorityClassName: "
            : note.Contains("RuntimeClass", StringComparison.Ordinal) ? "spec.runner.runtimeClassName: "
            : note.Contains("exceeded quota", StringComparison.Ordinal) ? "spec.runner.resources: "
            : "";
        return $"{field}Pod creation rejected, retrying: {note}";
    }
}

/// <summary>
/// FailedMount events of pods: volumes whose ConfigMap or Secret is missing, or that cannot be mounted. The status of a pod
/// does not report them.
/// </summary>
public static class MountFailures
{
    // The kubelet's first tries may fail only because its caches are behind.
    private const int Persistent = 3;

    /// <summary>Selects the events, of events.k8s.io.</summary>
    public const string FieldSelector = "regarding.kind=Pod,reason=FailedMount,type=Warning";

    /// <summary>The latest failure that has been repeated, or null.</summary>
    public static string? Latest(IEnumerable<Eventsv1Event> events) =>
        events
            .Where(e => (e.Series?.Count ?? e.DeprecatedCount ?? 1) >= Persistent)
            .OrderBy(PodRefusals.At)
            .ThenBy(e => e.Metadata.Name, StringComparer.Ordinal)
            .LastOrDefault()
            ?.Note;
}
