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

/// <summary>Input of a candidate.</summary>
internal abstract record ElectionInput
{
    private ElectionInput() { }

    /// <summary>It is time to act.</summary>
    public sealed record Due : ElectionInput;

    /// <summary>The Lease was read; null: there is none.</summary>
    public sealed record Read(V1Lease? Lease) : ElectionInput;

    /// <summary>Our write succeeded.</summary>
    public sealed record Written(V1Lease Lease) : ElectionInput;

    /// <summary>Our write conflicted.</summary>
    public sealed record Conflict : ElectionInput;

    /// <summary>The call failed or timed out; whether a write took effect is unknown.</summary>
    public sealed record Failed : ElectionInput;
}

/// <summary>Next action of a candidate.</summary>
internal abstract record ElectionAction
{
    private ElectionAction() { }

    /// <summary>Read the Lease.</summary>
    public sealed record Get : ElectionAction;

    /// <summary>Create the Lease; fails if it exists.</summary>
    public sealed record Create(V1Lease Lease) : ElectionAction;

    /// <summary>Replace the Lease at its resourceVersion; fails if it has changed.</summary>
    public sealed record Replace(V1Lease Lease) : ElectionAction;

    /// <summary>Wait, then send <see cref="ElectionInput.Due"/>.</summary>
    public sealed record Wait(TimeSpan Delay) : ElectionAction;
}

/// <summary>A point in time by two clocks.</summary>
/// <param name="Elapsed">A clock that is never set, for decisions.</param>
/// <param name="Utc">The calendar, for people who read the Lease.</param>
internal readonly record struct Moment(TimeSpan Elapsed, DateTimeOffset Utc);

/// <summary>The Lease was not renewed in time or has another holder: this process must exit.</summary>
public sealed class LeadershipLostException(string message) : Exception(message);
