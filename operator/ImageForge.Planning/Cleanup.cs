using ImageForge.Api.Common;
using ImageForge.Api.Core;

namespace ImageForge.Planning;

/// <summary>What is deleted some time after an end, and when to look again.</summary>
internal sealed record Cleanup(IReadOnlyList<ChildAction> Deletes, TimeSpan? Next, bool DeleteSelf)
{
    public static Cleanup Plan(
        CleanupSpec? spec,
        DateTimeOffset ended,
        DateTimeOffset now,
        IReadOnlyList<IKubeObject> children,
        OperatorDefaults defaults
    )
    {
        // From the time that has passed: the end, which anyone who may write a status can set, plus a duration may be beyond
        // the last moment there is.
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
