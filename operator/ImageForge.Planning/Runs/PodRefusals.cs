using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>A rejected pod of a Job.</summary>
/// <param name="Note">The message of the event.</param>
/// <param name="At">Time of the latest occurrence, in whole seconds.</param>
public sealed record PodRefusal(string Note, DateTimeOffset At);

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
            .Select(e => new PodRefusal(e.Note ?? "no reason given", At(e)))
            .LastOrDefault();

    /// <summary>Repetitions of an event only update its last time.</summary>
    private static DateTimeOffset At(Eventsv1Event said) =>
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
