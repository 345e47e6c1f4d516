namespace ImageForge.Api.Common;

/// <summary>Waits longer than the 49-day maximum of timers.</summary>
public static class Waits
{
    /// <summary>Maximum delay of .NET timers and cancellation sources: 2³² − 2 ms, about 49.7 days.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>
    /// Clamps a delay to <see cref="Longest"/>. The caller waits for the rest when the timer fires.
    /// </summary>
    /// <param name="wait">Any time; a negative one is already due.</param>
    public static TimeSpan Step(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? TimeSpan.Zero
        : wait < Longest ? wait
        : Longest;

    /// <summary>The sum of two times, saturated at the maximum <see cref="TimeSpan"/>.</summary>
    /// <param name="time">Not negative.</param>
    /// <param name="wait">Not negative.</param>
    public static TimeSpan Add(TimeSpan time, TimeSpan wait) =>
        wait > TimeSpan.MaxValue - time ? TimeSpan.MaxValue : time + wait;

    /// <summary>The moment plus a time, saturated at the maximum.</summary>
    /// <param name="moment">Any moment.</param>
    /// <param name="wait">Not negative.</param>
    public static DateTimeOffset After(DateTimeOffset moment, TimeSpan wait) =>
        wait > DateTimeOffset.MaxValue - moment ? DateTimeOffset.MaxValue : moment + wait;

    /// <summary>Seconds as a time, saturated at the maximum.</summary>
    /// <param name="seconds">Any number; a negative one counts as zero.</param>
    public static TimeSpan Seconds(long seconds) =>
        seconds <= 0 ? TimeSpan.Zero
        : seconds >= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond ? TimeSpan.MaxValue
        : TimeSpan.FromTicks(seconds * TimeSpan.TicksPerSecond);
}
