namespace ImageForge.Runtime.Informers;

/// <summary>How waits between failures grow.</summary>
public sealed record BackoffOptions
{
    /// <summary>The first wait, without jitter.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>The longest wait, without jitter.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time without failure after which waits start over.</summary>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromMinutes(2);
}
