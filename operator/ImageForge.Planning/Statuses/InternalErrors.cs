using ImageForge.Api;
using k8s.Models;

namespace ImageForge.Planning.Statuses;

/// <summary>Conditions of an object whose reconcile fails because of a bug in the operator.</summary>
public static class InternalErrors
{
    /// <summary>Whether the conditions already report an internal error for this generation.</summary>
    /// <remarks>
    /// Nothing is written then, even if the exception message differs: a message that changes each time would cause a
    /// write, and so a reconcile, each time.
    /// </remarks>
    public static bool AreReported(IReadOnlyList<V1Condition>? conditions, long generation) =>
        conditions?.Any(c =>
            c is { Type: Conditions.InternalError, Status: "True" } && c.ObservedGeneration == generation
        ) == true;

    /// <summary>Adds the error. An object that has not finished also becomes not ready and stalled.</summary>
    /// <param name="conditions">The object's own.</param>
    /// <param name="generation">The generation that could not be reconciled.</param>
    /// <param name="now">The time.</param>
    /// <param name="hasEnded">Whether the object has already finished.</param>
    /// <param name="message">Human-readable message.</param>
    public static IReadOnlyList<V1Condition> With(
        IReadOnlyList<V1Condition>? conditions,
        long generation,
        DateTimeOffset now,
        bool hasEnded,
        string message
    )
    {
        var kept = Without(conditions)
            .Where(c => hasEnded || c.Type is not (Conditions.Ready or Conditions.Stalled or Conditions.Reconciling));
        IEnumerable<V1Condition> added = hasEnded
            ? [Set(Conditions.InternalError, "True")]
            : [Set(Conditions.InternalError, "True"), Set(Conditions.Ready, "False"), Set(Conditions.Stalled, "True")];
        return [.. kept.Concat(added).OrderBy(c => c.Type, StringComparer.Ordinal)];

        V1Condition Set(string type, string status) =>
            new()
            {
                Type = type,
                Status = status,
                ObservedGeneration = generation,
                LastTransitionTime =
                    conditions?.FirstOrDefault(c => c.Type == type && c.Status == status)?.LastTransitionTime
                    ?? Clock.Seconds(now).UtcDateTime,
                Reason = Reasons.InternalError,
                Message = Text.Truncate(message, Text.MaxMessage),
            };
    }

    /// <summary>The conditions without the error and its Stalled condition.</summary>
    internal static IEnumerable<V1Condition> Without(IReadOnlyList<V1Condition>? conditions) =>
        (conditions ?? []).Where(c =>
            c.Type != Conditions.InternalError && c is not { Type: Conditions.Stalled, Reason: Reasons.InternalError }
        );
}
