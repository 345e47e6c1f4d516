using System.Globalization;
using System.Text;

namespace ImageForge.Cli.Plugin;

/// <summary>
/// Writes text that comes from a cluster. Control characters are shown as escapes, so that a status message or a key cannot
/// send commands to the terminal.
/// </summary>
internal sealed class SafeOutput(TextWriter output, TextWriter errors)
{
    /// <summary>Where results go; for what has been made safe before.</summary>
    public TextWriter Results => output;

    /// <summary>Writes a line to the results.</summary>
    public void Line(string text) => output.WriteLine(TerminalText.Escape(text));

    /// <summary>Writes a table to the results; its cells are safe already.</summary>
    public void Table(Table table, bool header = true)
    {
        foreach (var line in table.Lines(header))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Writes a line to the errors.</summary>
    public void Error(string text) => errors.WriteLine(TerminalText.Escape(text));
}

/// <summary>Text that is safe on a terminal.</summary>
internal static class TerminalText
{
    /// <summary>One line: line breaks and tabs become spaces, other control characters escapes such as <c>\u001b</c>.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(IsUnsafe))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' or '\t' => safe.Append(' '),
                '\r' => safe,
                _ when IsUnsafe(c) => safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    // Besides control characters those that reverse the direction or break the line of what follows.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c)
        || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
