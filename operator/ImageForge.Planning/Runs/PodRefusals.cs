using ImageForge.Api.Core;

namespace ImageForge.Planning.Runs;

/// <summary>
/// What Kubernetes says when a Job is taken and its pods are refused: by a quota, a class that does not exist, Pod Security
/// or a webhook. Only the Job's events have it.
/// </summary>
public static class PodRefusals
{
    /// <summary>Selects the events, of events.k8s.io.</summary>
    public const string FieldSelector = "regarding.kind=Job,reason=FailedCreate,type=Warning";

    /// <summary>What was said last, or null.</summary>
    public static string? Latest(IEnumerable<Event> events) =>
        events
            .OrderBy(e => e.Metadata.CreationTimestamp)
            .ThenBy(e => e.Metadata.Name, StringComparer.Ordinal)
            .LastOrDefault()
            ?.Note;

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
