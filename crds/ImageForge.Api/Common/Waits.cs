namespace ImageForge.Api.Common;

/// <summary>Waits of any length, with timers that take 49 days at most.</summary>
public static class Waits
{
    /// <summary>The longest time that .NET's timers, delays and cancellation sources take: 2³² − 2 ms, about 49.7 days.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>
    /// A time that a timer takes, at most <see cref="Longest"/>. Whoever waits for more looks again when the timer fires and
    /// waits for the rest.
    /// </summary>
    /// <param name="wait">Any time; a negative one has passed already.</param>
    public static TimeSpan Step(TimeSpan wait) =>
        wait <= TimeSpan.Zero ? TimeSpan.Zero
        : wait < Longest ? wait
        : Longest;

    /// <summary>The sum of two times, or the longest <see cref="TimeSpan"/> where it has no room for the sum.</summary>
    /// <param name="time">Not negative.</param>
    /// <param name="wait">Not negative.</param>
    public static TimeSpan Add(TimeSpan time, TimeSpan wait) =>
        wait > TimeSpan.MaxValue - time ? TimeSpan.MaxValue : time + wait;

    /// <summary>A moment and a time after it, or the last moment that .NET knows.</summary>
    /// <param name="moment">Any moment, a server's or a user's too.</param>
    /// <param name="wait">Not negative.</param>
    public static DateTimeOffset After(DateTimeOffset moment, TimeSpan wait) =>
        wait > DateTimeOffset.MaxValue - moment ? DateTimeOffset.MaxValue : moment + wait;

    /// <summary>A number of seconds as a time, or the longest one where it has no room.</summary>
    /// <param name="seconds">Any number; a negative one counts as zero.</param>
    public static TimeSpan Seconds(long seconds) =>
        seconds <= 0 ? TimeSpan.Zero
        : seconds >= TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond ? TimeSpan.MaxValue
        : TimeSpan.FromTicks(seconds * TimeSpan.TicksPerSecond);
}
