using ImageForge.Api.Core;

namespace ImageForge.Planning.Runs;

/// <summary>That Kubernetes refused a pod of a Job.</summary>
/// <param name="Note">What it says.</param>
/// <param name="At">When it last did, in whole seconds.</param>
public sealed record PodRefusal(string Note, DateTimeOffset At);

/// <summary>
/// What Kubernetes says when a Job is taken and its pods are refused: by a quota, a class that does not exist, Pod Security
/// or a webhook. Only the Job's events have it.
/// </summary>
public static class PodRefusals
{
    /// <summary>Selects the events, of events.k8s.io.</summary>
    public const string FieldSelector = "regarding.kind=Job,reason=FailedCreate,type=Warning";

    /// <summary>What was said last, or null.</summary>
    public static PodRefusal? Latest(IEnumerable<Event> events) =>
        events
            .OrderBy(At)
            .ThenBy(e => e.Metadata.Name, StringComparer.Ordinal)
            .Select(e => new PodRefusal(e.Note ?? "no reason was given", At(e)))
            .LastOrDefault();

    /// <summary>Repetitions of an event change its last time only.</summary>
    private static DateTimeOffset At(Event said) =>
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
        return $"{field}Kubernetes refuses the pod and tries again: {note}";
    }
}
