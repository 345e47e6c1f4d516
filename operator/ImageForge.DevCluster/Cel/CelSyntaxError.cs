using System.Globalization;
using System.Text;

namespace ImageForge.DevCluster.Cel;

/// <summary>
/// An expression cannot be compiled. The message shows the line and a caret under the place, as the API server prints
/// it. Terminal: the expression must change.
/// </summary>
internal sealed class CelSyntaxError : Exception
{
    public CelSyntaxError(string source, IReadOnlyList<CelIssue> issues)
        : base(Render(source, issues)) => Issues = issues;

    public IReadOnlyList<CelIssue> Issues { get; }

    private static string Render(string source, IReadOnlyList<CelIssue> issues)
    {
        var text = new StringBuilder();
        foreach (var issue in issues.OrderBy(issue => issue.Position))
        {
            var position = Math.Min(issue.Position, source.Length);
            var lineStart = position == 0 ? 0 : source.LastIndexOf('\n', position - 1) + 1;
            var lineEnd = source.IndexOf('\n', position);
            var line = source[lineStart..(lineEnd < 0 ? source.Length : lineEnd)];
            var number = source.AsSpan(0, lineStart).Count('\n') + 1;
            var column = position - lineStart;
            if (text.Length > 0)
            {
                text.Append('\n');
            }
            text.Append(CultureInfo.InvariantCulture, $"ERROR: <input>:{number}:{column + 1}: {issue.Message}\n")
                .Append(" | ")
                .Append(line.Replace('\t', ' '))
                .Append("\n | ")
                .Append('.', column)
                .Append('^');
        }
        return text.ToString();
    }
}

/// <summary>One reason why an expression does not compile.</summary>
/// <param name="Position">Index into the expression of the place that is to blame.</param>
/// <param name="Message">What is wrong there.</param>
internal sealed record CelIssue(int Position, string Message);
