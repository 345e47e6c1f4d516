namespace ImageForge.Runtime.Informers;

/// <summary>Options of an exponential back-off.</summary>
public sealed record BackoffOptions
{
    /// <summary>Initial delay, without jitter.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Maximum delay, without jitter.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time without failure after which the delay is reset.</summary>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromMinutes(2);
}
