using System.Globalization;

namespace ImageForge.Api.Common;

/// <summary>Parses durations of specs.</summary>
public static class DurationText
{
    /// <summary>Parses hours, minutes and seconds such as <c>720h</c> or <c>1h30m</c>.</summary>
    /// <param name="text">A value that the schema accepted.</param>
    /// <returns>The span.</returns>
    /// <exception cref="FormatException">The text is not such a duration.</exception>
    public static TimeSpan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var total = TimeSpan.Zero;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            var amount = long.Parse(text.AsSpan(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture);
            total += text[i] switch
            {
                'h' => TimeSpan.FromHours(amount),
                'm' => TimeSpan.FromMinutes(amount),
                's' => TimeSpan.FromSeconds(amount),
                _ => throw new FormatException($"'{text}' is not a duration such as 720h or 1h30m."),
            };
            start = i + 1;
        }

        return start == text.Length && text.Length > 0
            ? total
            : throw new FormatException($"'{text}' is not a duration such as 720h or 1h30m.");
    }
}

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

/// <summary>TTL cleanup after the end.</summary>
public sealed record CleanupSpec
{
    /// <summary>
    /// How long the child objects (Job, Pod, ConfigMap) are kept after the end, such as "1h". Defaults to the
    /// operator's default.
    /// </summary>
    [Duration]
    public string? ChildrenAfter { get; init; }

    /// <summary>
    /// How long this resource is kept after the end. If unset, it is never deleted. Do not set it on resources
    /// managed by Argo CD or Flux: they would be recreated and run again.
    /// </summary>
    [Duration]
    public string? SelfAfter { get; init; }
}
