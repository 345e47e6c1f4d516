using k8s.Models;

namespace ImageForge.Runtime.Election;

/// <summary>State of a candidate.</summary>
internal sealed record ElectionState
{
    /// <summary>The Lease as last read or written; null before, or when there is none.</summary>
    public V1Lease? Lease { get; init; }

    /// <summary>When we last observed a change, by our own clock.</summary>
    public TimeSpan ObservedAt { get; init; }

    /// <summary>When the current call was started.</summary>
    public TimeSpan BegunAt { get; init; }

    /// <summary>Until when we lead without another renewal; null if not leading.</summary>
    public TimeSpan? LeadUntil { get; init; }

    public bool IsLeading(TimeSpan now) => LeadUntil > now;
}
