using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Cel;

/// <summary>Times and durations in their text forms.</summary>
internal static partial class CelTime
{
    private const long Second = 1_000_000_000;

    private static readonly Dictionary<string, decimal> Units = new()
    {
        ["ns"] = 1,
        ["us"] = 1_000,
        ["µs"] = 1_000,
        ["ms"] = 1_000_000,
        ["s"] = Second,
        ["m"] = 60 * Second,
        ["h"] = 3600 * Second,
    };

    /// <summary>Reads forms such as <c>1h30m</c> and <c>-1.5s</c>.</summary>
    public static CelValue ParseDuration(string text)
    {
        var match = DurationText().Match(text);
        if (!match.Success)
        {
            return new CelError($"time: invalid duration {Schema.GoText.Quote(text)}");
        }
        if (match.Groups["zero"].Success)
        {
            return new CelDuration(0);
        }
        var total = 0m;
        for (var i = 0; i < match.Groups["amount"].Captures.Count; i++)
        {
            var amount = match.Groups["amount"].Captures[i].Value;
            if (amount.Length > 24)
            {
                return new CelError($"time: invalid duration {Schema.GoText.Quote(text)}");
            }
            total +=
                decimal.Parse("0" + amount, CultureInfo.InvariantCulture)
                * Units[match.Groups["unit"].Captures[i].Value];
        }
        if (total > long.MaxValue)
        {
            return new CelError($"time: invalid duration {Schema.GoText.Quote(text)}");
        }
        return new CelDuration((long)(text[0] == '-' ? -total : total));
    }

    public static string Text(CelDuration duration)
    {
        var seconds = (decimal)duration.Nanoseconds / Second;
        return seconds.ToString("0.#########", CultureInfo.InvariantCulture) + "s";
    }

    /// <summary>Reads an RFC 3339 time.</summary>
    public static CelValue ParseTimestamp(string text) =>
        TimestampText().IsMatch(text)
        && DateTimeOffset.TryParse(
            text.ToUpperInvariant(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? new CelTimestamp(time.ToUniversalTime())
            : new CelError($"parsing time {Schema.GoText.Quote(text)} as RFC 3339: cannot parse");

    public static string Text(CelTimestamp timestamp) =>
        timestamp.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[-+]?((?<zero>0)|((?<amount>\d+(\.\d*)?|\.\d+)(?<unit>ns|us|µs|ms|s|m|h))+)\z")]
    private static partial Regex DurationText();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)\z")]
    private static partial Regex TimestampText();
}
