using System.Globalization;
using ImageForge.Api.Common;

namespace ImageForge.Cli.Commands;

/// <summary>Exit codes.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A run or a request to the API server failed.</summary>
    public const int Failure = 1;

    /// <summary>Invalid arguments, manifests or specs.</summary>
    public const int BadInput = 2;

    /// <summary>A policy or budget forbids the run.</summary>
    public const int Refused = 3;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}

/// <summary>Parses durations in the format of the API, and milliseconds.</summary>
internal static class Durations
{
    public static TimeSpan Parse(string text) =>
        text.EndsWith("ms", StringComparison.Ordinal)
            ? TimeSpan.FromMilliseconds(int.Parse(text[..^2], NumberStyles.None, CultureInfo.InvariantCulture))
            : DurationText.Parse(text);
}
