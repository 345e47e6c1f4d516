using ImageForge.Api.Core;

namespace ImageForge.Planning.Statuses;

/// <summary>
/// Builds the conditions of one status from those of the last: a condition that is set again with the same status word
/// keeps the time at which it changed.
/// </summary>
internal sealed class ConditionSet(IReadOnlyList<Condition>? previous, long generation, DateTimeOffset now)
{
    private readonly Dictionary<string, Condition> _conditions = (previous ?? []).ToDictionary(
        c => c.Type,
        StringComparer.Ordinal
    );

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
            Message = Text.Cut(message, Text.MaxMessage),
        };
    }

    public void Remove(string type) => _conditions.Remove(type);

    public bool Is(string type, string word) => _conditions.TryGetValue(type, out var c) && c.Status == word;

    /// <summary>All conditions by type, each renewed for this generation: what was concluded earlier still holds for it.</summary>
    public IReadOnlyList<Condition> ToList() =>
        [
            .. _conditions
                .Values.OrderBy(c => c.Type, StringComparer.Ordinal)
                .Select(c => c with { ObservedGeneration = generation }),
        ];
}
