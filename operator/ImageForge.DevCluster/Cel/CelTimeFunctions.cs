namespace ImageForge.DevCluster.Cel;

/// <summary>Parts of times and durations.</summary>
internal static class CelTimeFunctions
{
    public static IEnumerable<CelOverload> All()
    {
        yield return OfTime("getFullYear", time => time.Year);
        yield return OfTime("getMonth", time => time.Month - 1);
        yield return OfTime("getDate", time => time.Day);
        yield return OfTime("getDayOfMonth", time => time.Day - 1);
        yield return OfTime("getDayOfWeek", time => (int)time.DayOfWeek);
        yield return OfTime("getDayOfYear", time => time.DayOfYear - 1);
        yield return OfTime("getHours", time => time.Hour);
        yield return OfTime("getMinutes", time => time.Minute);
        yield return OfTime("getSeconds", time => time.Second);
        yield return OfTime("getMilliseconds", time => time.Millisecond);
        yield return OfDuration("getHours", span => span / 3_600_000_000_000);
        yield return OfDuration("getMinutes", span => span / 60_000_000_000);
        yield return OfDuration("getSeconds", span => span / 1_000_000_000);
        yield return OfDuration("getMilliseconds", span => span / 1_000_000 % 1000);
    }

    private static CelOverload OfTime(string name, Func<DateTime, int> part) =>
        new(
            name,
            true,
            [CelType.Timestamp],
            CelType.Int,
            a => new CelInt(part(((CelTimestamp)a[0]).Value.UtcDateTime))
        );

    private static CelOverload OfDuration(string name, Func<long, long> part) =>
        new(name, true, [CelType.Duration], CelType.Int, a => new CelInt(part(((CelDuration)a[0]).Nanoseconds)));
}
