using System.Globalization;

namespace ImageForge.Cli.Commands;

/// <summary>Sizes of the command line: <c>640x480</c>.</summary>
internal static class SizeText
{
    /// <exception cref="FormatException">It is not two numbers with an x between them.</exception>
    public static (int Width, int Height) Parse(string text)
    {
        var parts = text.Split('x', '×');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            ? (width, height)
            : throw new FormatException($"'{text}' is not a size: write width and height as in 640x480");
    }
}
