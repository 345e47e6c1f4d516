using System.Globalization;

namespace ImageForge.Cli.Commands;

/// <summary>Parses sizes such as <c>640x480</c>.</summary>
internal static class SizeText
{
    /// <exception cref="FormatException">Invalid size.</exception>
    public static (int Width, int Height) Parse(string text)
    {
        var parts = text.Split('x', '×');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            ? (width, height)
            : throw new FormatException($"invalid size '{text}': use WIDTHxHEIGHT, such as 640x480");
    }
}
