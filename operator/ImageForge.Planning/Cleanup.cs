using ImageForge.Api.Common;
using k8s;
using k8s.Models;

namespace ImageForge.Planning;

/// <summary>TTL cleanup of a finished object: what to delete now, and when to check again.</summary>
internal sealed record Cleanup(IReadOnlyList<ChildAction> Deletes, TimeSpan? Next, bool DeleteSelf)
{
    public static Cleanup Plan(
        CleanupSpec? spec,
        DateTimeOffset ended,
        DateTimeOffset now,
        IReadOnlyList<IKubernetesObject<V1ObjectMeta>> children,
        OperatorDefaults defaults
    )
    {
        // Computed from elapsed time: the completion time plus the duration could overflow, since anyone who may write a status
        // can set it.
        var passed = now - ended;
        var keep = ChildrenAfter(spec, defaults) - passed;
        TimeSpan? self = spec?.SelfAfter is { } after ? DurationText.Parse(after) - passed : null;
        if (self <= TimeSpan.Zero)
        {
            return new([], null, true);
        }

        TimeSpan? next = keep > TimeSpan.Zero && children.Count > 0 ? keep : null;
        return new(
            keep > TimeSpan.Zero ? [] : Planning.Deletes.Of(children),
            next is null || self < next ? self ?? next : next,
            false
        );
    }

    public static TimeSpan ChildrenAfter(CleanupSpec? spec, OperatorDefaults defaults) =>
        spec?.ChildrenAfter is { } after ? DurationText.Parse(after) : defaults.ChildrenAfter;
}
