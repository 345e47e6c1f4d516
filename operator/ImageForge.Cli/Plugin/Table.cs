using System.Text;

namespace ImageForge.Cli.Plugin;

/// <summary>A table with the column widths of kubectl.</summary>
internal sealed class Table(params string[] columns)
{
    private const int MinWidth = 6;
    private const int Padding = 3;

    /// <summary>What a cell without a value holds.</summary>
    public const string None = "<none>";

    private readonly List<string[]> _rows = [];

    /// <summary>Number of rows without the header.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row of as many cells as there are columns; null is shown as none.</summary>
    public void Add(params string?[] cells) =>
        _rows.Add([.. cells.Select(cell => string.IsNullOrEmpty(cell) ? None : TerminalText.Escape(cell))]);

    /// <summary>The lines, the header first.</summary>
    public IEnumerable<string> Lines(bool header = true)
    {
        var rows = header ? _rows.Prepend(columns) : _rows;
        var widths = columns.Select((_, i) => rows.Max(row => Width(row[i]) + Padding)).ToArray();
        foreach (var row in rows)
        {
            var line = new StringBuilder();
            for (var i = 0; i < row.Length - 1; i++)
            {
                line.Append(row[i]).Append(' ', Math.Max(MinWidth, widths[i]) - Width(row[i]));
            }

            yield return line.Append(row[^1]).ToString();
        }
    }

    // As kubectl: characters, whatever their width on a terminal.
    private static int Width(string text) => text.EnumerateRunes().Count();
}
