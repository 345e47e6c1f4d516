using System.Text;

namespace ImageForge.DevCluster.Cel;

/// <summary>How fields are named in expressions where their own name is no identifier or means something else.</summary>
internal static class CelNames
{
    // Words that mean something already.
    private static readonly HashSet<string> Keywords = ["true", "false", "null", "in"];

    // Words that may come to mean something.
    private static readonly HashSet<string> Reserved =
    [
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
    ];

    /// <summary>True for a word that no name in an expression may be.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>The name for expressions, or null where the field cannot be named in one.</summary>
    public static string? Escape(string field)
    {
        if (Keywords.Contains(field) || Reserved.Contains(field))
        {
            return $"__{field}__";
        }
        if (field.Length == 0 || !(char.IsAsciiLetter(field[0]) || field[0] == '_'))
        {
            return null;
        }
        var escaped = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            var c = field[i];
            if (c == '_' && i + 1 < field.Length && field[i + 1] == '_')
            {
                escaped.Append("__underscores__");
                i++;
            }
            else if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                escaped.Append(c);
            }
            else if (c is '.' or '-' or '/')
            {
                escaped.Append(
                    c switch
                    {
                        '.' => "__dot__",
                        '-' => "__dash__",
                        _ => "__slash__",
                    }
                );
            }
            else
            {
                return null;
            }
        }
        return escaped.ToString();
    }
}
