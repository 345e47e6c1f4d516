namespace ImageForge.Planning.Statuses;

/// <summary>Times as stored in a status.</summary>
internal static class Clock
{
    /// <summary>Truncated to whole seconds, the precision of the API.</summary>
    public static DateTimeOffset Seconds(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
