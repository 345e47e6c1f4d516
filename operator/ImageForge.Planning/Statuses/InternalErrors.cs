using ImageForge.Api;
using ImageForge.Api.Core;

namespace ImageForge.Planning.Statuses;

/// <summary>The conditions of an object that the operator itself fails on. Total, whatever the object holds.</summary>
public static class InternalErrors
{
    /// <summary>Whether the conditions say already that the operator fails on this generation.</summary>
    /// <remarks>
    /// Then nothing is written, also where the exception's text differs: a text that changes each time must not become a
    /// write, and so another reconcile, each time.
    /// </remarks>
    public static bool AreReported(IReadOnlyList<Condition>? conditions, long generation) =>
        conditions?.Any(c =>
            c is { Type: Conditions.InternalError, Status: "True" } && c.ObservedGeneration == generation
        ) == true;

    /// <summary>The conditions with the error. What has not ended is not ready and stalled too; an end stays an end.</summary>
    /// <param name="conditions">The object's own.</param>
    /// <param name="generation">The generation that could not be reconciled.</param>
    /// <param name="now">The time.</param>
    /// <param name="hasEnded">Whether the object has reached its end before.</param>
    /// <param name="message">What to tell people.</param>
    public static IReadOnlyList<Condition> With(
        IReadOnlyList<Condition>? conditions,
        long generation,
        DateTimeOffset now,
        bool hasEnded,
        string message
    )
    {
        var kept = Without(conditions)
            .Where(c => hasEnded || c.Type is not (Conditions.Ready or Conditions.Stalled or Conditions.Reconciling));
        IEnumerable<Condition> added = hasEnded
            ? [Set(Conditions.InternalError, "True")]
            :
            [
                Set(Conditions.InternalError, "True"),
                Set(Conditions.Ready, "False"),
                Set(Conditions.Stalled, "True"),
            ];
        return [.. kept.Concat(added).OrderBy(c => c.Type, StringComparer.Ordinal)];

        Condition Set(string type, string status) =>
            new()
            {
                Type = type,
                Status = status,
                ObservedGeneration = generation,
                LastTransitionTime =
                    conditions?.FirstOrDefault(c => c.Type == type && c.Status == status)?.LastTransitionTime
                    ?? Clock.Seconds(now),
                Reason = Reasons.InternalError,
                Message = Text.Truncate(message, Text.MaxMessage),
            };
    }

    /// <summary>The conditions without the error, and without the stall that it was.</summary>
    internal static IEnumerable<Condition> Without(IReadOnlyList<Condition>? conditions) =>
        (conditions ?? []).Where(c =>
            c.Type != Conditions.InternalError && c is not { Type: Conditions.Stalled, Reason: Reasons.InternalError }
        );
}
