namespace ImageForge.Planning.Statuses;

/// <summary>Times as statuses hold them.</summary>
internal static class Clock
{
    /// <summary>Without the fraction of a second, which the API does not keep.</summary>
    public static DateTimeOffset Seconds(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
