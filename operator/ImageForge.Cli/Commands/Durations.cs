using System.Globalization;
using ImageForge.Api.Common;

namespace ImageForge.Cli.Commands;

/// <summary>Parses durations in the format of the API, and milliseconds.</summary>
internal static class Durations
{
    public static TimeSpan Parse(string text) =>
        text.EndsWith("ms", StringComparison.Ordinal)
            ? TimeSpan.FromMilliseconds(int.Parse(text[..^2], NumberStyles.None, CultureInfo.InvariantCulture))
            : DurationText.Parse(text);
}
