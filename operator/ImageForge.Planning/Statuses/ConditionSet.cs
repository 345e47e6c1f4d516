using ImageForge.Api;
using ImageForge.Api.Core;

namespace ImageForge.Planning.Statuses;

/// <summary>
/// Builds the conditions of one status from those of the last: a condition that is set again with the same status word
/// keeps the time at which it changed.
/// </summary>
internal sealed class ConditionSet(IReadOnlyList<Condition>? previous, long generation, DateTimeOffset now)
{
    // What could be decided about again is free of the error that prevented it.
    private readonly Dictionary<string, Condition> _conditions = InternalErrors
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
        _conditions[type] = new Condition
        {
            Type = type,
            Status = word,
            ObservedGeneration = generation,
            LastTransitionTime =
                _conditions.TryGetValue(type, out var last) && last.Status == word ? last.LastTransitionTime : now,
            Reason = reason,
            Message = Text.Truncate(message, Text.MaxMessage),
        };
    }

    public void Remove(string type) => _conditions.Remove(type);

    /// <summary>
    /// Sets Ready, Reconciling and Stalled so that kstatus reads the outcome right, and says what to tell people: an event
    /// tells of a change; what the last status has said already is not said again.
    /// </summary>
    /// <param name="outcome">What the status says in sum.</param>
    /// <param name="isNew">Whether it is a new occurrence although it has the kind and the reason of the last outcome.</param>
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
        return warning is { } warns && tells ? [new PlannedEvent(warns, reason, Text.Truncate(message, Text.MaxNote))] : [];
    }

    /// <summary>
    /// Whether the last status says it. The message of what goes on by itself is left out: a scheduler or a registry words
    /// the same thing anew every few seconds.
    /// </summary>
    private bool IsReported(Outcome outcome, string message) =>
        Last(Conditions.Ready)?.Reason == outcome.Reason
        && (Last(Conditions.Stalled)?.Status == "True") == outcome is Outcome.Stalled
        && (outcome is not Outcome.Stalled || Last(Conditions.Ready)?.Message == message);

    private Condition? Last(string type) => previous?.FirstOrDefault(c => c.Type == type);

    public bool Is(string type, string word) => _conditions.TryGetValue(type, out var c) && c.Status == word;

    /// <summary>All conditions by type, each renewed for this generation: what was concluded earlier still holds for it.</summary>
    public IReadOnlyList<Condition> ToList() =>
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
