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
