using ImageForge.Api.Core;

namespace ImageForge.Runtime.Election;

/// <summary>What a candidate knows.</summary>
internal sealed record ElectionState
{
    /// <summary>The Lease as last read or written; null before, or when there is none.</summary>
    public Lease? Lease { get; init; }

    /// <summary>When we saw it change last, by our own clock: that of the holder is not ours.</summary>
    public TimeSpan ObservedAt { get; init; }

    /// <summary>When the call under way was begun.</summary>
    public TimeSpan BegunAt { get; init; }

    /// <summary>Until when we lead without another renewal; null when we do not.</summary>
    public TimeSpan? LeadUntil { get; init; }

    public bool IsLeading(TimeSpan now) => LeadUntil > now;
}
