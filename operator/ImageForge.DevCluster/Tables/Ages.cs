using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tables;

/// <summary>Durations for people, as kubectl shows them: two units at most, coarser the longer.</summary>
public static class Ages
{
    /// <summary>The time since a timestamp; unknown where it is missing or invalid.</summary>
    /// <param name="time">A timestamp (RFC 3339).</param>
    /// <param name="now">The time.</param>
    public static string Since(JsonNode? time, DateTimeOffset now)
    {
        if (time is null || !DateTimeOffset.TryParse((string?)time, CultureInfo.InvariantCulture, out var then))
        {
            return "<unknown>";
        }
        return Human(now - then);
    }

    /// <summary>A duration such as 45s, 5m30s or 3d4h.</summary>
    /// <param name="span">The duration.</param>
    public static string Human(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        if (seconds < -1)
        {
            return "<invalid>";
        }
        if (seconds < 0)
        {
            return "0s";
        }
        var (minutes, hours, days) = ((long)span.TotalMinutes, (long)span.TotalHours, (long)span.TotalDays);
        return seconds switch
        {
            < 120 => $"{seconds}s",
            _ when minutes < 10 => Two(minutes, "m", seconds % 60, "s"),
            _ when minutes < 180 => $"{minutes}m",
            _ when hours < 8 => Two(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when days < 8 => Two(days, "d", hours % 24, "h"),
            _ when days < 730 => $"{days}d",
            _ when days < 8 * 365 => Two(days / 365, "y", days % 365, "d"),
            _ => $"{days / 365}y",
        };
    }

    private static string Two(long first, string firstUnit, long second, string secondUnit) =>
        second == 0 ? $"{first}{firstUnit}" : $"{first}{firstUnit}{second}{secondUnit}";
}
