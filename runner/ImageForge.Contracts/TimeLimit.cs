namespace ImageForge.Contracts;

/// <summary>Limits in time as .NET's timers take them.</summary>
public static class TimeLimit
{
    /// <summary>2³² − 2 ms, about 49.7 days: the longest time that a timer takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>A number of seconds as a limit: at least none, and at most 49.7 days, which no run lasts.</summary>
    /// <param name="seconds">Any number, also one that a plan or a server made up.</param>
    public static TimeSpan Seconds(double seconds) =>
        seconds >= Longest.TotalSeconds ? Longest
        : seconds > 0 ? TimeSpan.FromSeconds(seconds)
        : TimeSpan.Zero;
}
