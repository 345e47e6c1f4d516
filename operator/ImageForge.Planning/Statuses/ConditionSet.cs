using ImageForge.Api;
using k8s.Models;

namespace ImageForge.Planning.Statuses;

/// <summary>
/// Builds the conditions of a status from the previous ones: a condition whose status is unchanged keeps its
/// lastTransitionTime.
/// </summary>
internal sealed class ConditionSet(IReadOnlyList<V1Condition>? previous, long generation, DateTimeOffset now)
{
    // A successful reconcile clears the internal error.
    private readonly Dictionary<string, V1Condition> _conditions = InternalErrors
        .Without(previous)
        .ToDictionary(c => c.Type, StringComparer.Ordinal);

    public void Set(string type, bool? status, string reason, string message)
    {
        var word = status switch
        {
            true => "True",
            false => "False",
            null => "Unknown",
        };
        _conditions[type] = new V1Condition
        {
            Type = type,
            Status = word,
            ObservedGeneration = generation,
            LastTransitionTime =
                _conditions.TryGetValue(type, out var last) && last.Status == word
                    ? last.LastTransitionTime
                    : now.UtcDateTime,
            Reason = reason,
            Message = Text.Truncate(message, Text.MaxMessage),
        };
    }

    public void Remove(string type) => _conditions.Remove(type);

    /// <summary>
    /// Sets Ready, Reconciling and Stalled as kstatus expects and returns the event to record. An outcome that the last
    /// status already reported has no event.
    /// </summary>
    /// <param name="outcome">The outcome to report.</param>
    /// <param name="isNew">Whether to record an event even if the last status has the same outcome.</param>
    public IReadOnlyList<PlannedEvent> Conclude(Outcome outcome, bool isNew = false)
    {
        var (reason, message) = (outcome.Reason, Text.Truncate(outcome.Message, Text.MaxMessage));
        var tells = isNew || !IsReported(outcome, message);
        Set(Conditions.Ready, outcome is Outcome.Completed, reason, message);
        Summarize(Conditions.Reconciling, outcome is Outcome.InProgress, reason, message);
        Summarize(Conditions.Stalled, outcome is Outcome.Stalled, reason, message);
        bool? warning = outcome switch
        {
            Outcome.InProgress progress => progress.Warning,
            Outcome.Stalled stalled => stalled.Warning,
            _ => false,
        };
        return warning is { } warns && tells
            ? [new PlannedEvent(warns, reason, Text.Truncate(message, Text.MaxNote))]
            : [];
    }

    /// <summary>
    /// Whether the last status reports this outcome. Messages are compared for Stalled only: those of schedulers and
    /// registries change every few seconds.
    /// </summary>
    private bool IsReported(Outcome outcome, string message) =>
        Last(Conditions.Ready)?.Reason == outcome.Reason
        && (Last(Conditions.Stalled)?.Status == "True") == outcome is Outcome.Stalled
        && (outcome is not Outcome.Stalled || Last(Conditions.Ready)?.Message == message);

    private V1Condition? Last(string type) => previous?.FirstOrDefault(c => c.Type == type);

    public bool Is(string type, string word) => _conditions.TryGetValue(type, out var c) && c.Status == word;

    /// <summary>All conditions sorted by type, with the current observedGeneration.</summary>
    public IReadOnlyList<V1Condition> ToList() =>
        [
            .. _conditions
                .Values.OrderBy(c => c.Type, StringComparer.Ordinal)
                .Select(c => c with { ObservedGeneration = generation }),
        ];

    private void Summarize(string type, bool holds, string reason, string message)
    {
        if (holds)
        {
            Set(type, true, reason, message);
        }
        else
        {
            Remove(type);
        }
    }
}
