using System.Text;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// Compiles regular expressions in the syntax of the API server to .NET's non-backtracking engine, which has the same
/// promise of linear time. Where the two read a construct differently it is rewritten: <c>$</c> is the very end of the
/// text, and <c>\d \s \w</c> are ASCII.
/// </summary>
internal static partial class Re2
{
    private static readonly Dictionary<string, string> PosixClasses = new()
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <exception cref="PatternException">The pattern does not compile.</exception>
    public static Regex Compile(string pattern) => Compile(pattern, _ => RegexOptions.NonBacktracking);

    /// <summary>
    /// Checks that a pattern compiles, at a fraction of the time that it takes to compile it: what the non-backtracking
    /// engine refuses begins with <c>(?</c> or is a backreference or <c>\G</c>; all else is syntax.
    /// </summary>
    /// <exception cref="PatternException">The pattern does not compile.</exception>
    public static void Check(string pattern) =>
        Compile(
            pattern,
            translated => MayBeRefused().IsMatch(translated) ? RegexOptions.NonBacktracking : RegexOptions.None
        );

    [GeneratedRegex(@"\(\?|\\[0-9kG]")]
    private static partial Regex MayBeRefused();

    private static Regex Compile(string pattern, Func<string, RegexOptions> engine)
    {
        try
        {
            var translated = Translate(pattern);
            return new Regex(translated, engine(translated) | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new PatternException($"error parsing regexp: {pattern}: {e.Message}", e);
        }
    }

    private static string Translate(string pattern)
    {
        var output = new StringBuilder(pattern.Length + 8);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                i = Escape(pattern, i + 1, inClass, output);
            }
            else if (inClass)
            {
                if (c == '[' && PosixClass(pattern, i, output) is var end and > 0)
                {
                    i = end;
                }
                else
                {
                    inClass = c != ']';
                    // .NET reads an inner bracket after a minus as subtraction.
                    output.Append(c == '[' ? @"\[" : c.ToString());
                }
            }
            else if (c == '[')
            {
                inClass = true;
                output.Append(c);
                if (i + 1 < pattern.Length && pattern[i + 1] == '^')
                {
                    output.Append(pattern[++i]);
                }
                // A bracket in first place is an ordinary character.
                if (i + 1 < pattern.Length && pattern[i + 1] == ']')
                {
                    output.Append(@"\]");
                    i++;
                }
            }
            else if (c == '(' && pattern.AsSpan(i).StartsWith("(?P<"))
            {
                output.Append("(?<");
                i += 3;
            }
            else
            {
                output.Append(c == '$' ? @"\z" : c.ToString());
            }
        }
        return output.ToString();
    }

    /// <summary>Rewrites the escape whose letter is at <paramref name="i"/>; returns the last position that it used.</summary>
    private static int Escape(string pattern, int i, bool inClass, StringBuilder output)
    {
        switch (pattern[i])
        {
            case 'Q':
                var end = pattern.IndexOf(@"\E", i, StringComparison.Ordinal);
                var literal = end < 0 ? pattern[(i + 1)..] : pattern[(i + 1)..end];
                output.Append(Regex.Escape(literal));
                return end < 0 ? pattern.Length - 1 : end + 1;
            case 'd':
                output.Append(inClass ? "0-9" : "[0-9]");
                return i;
            case 'w':
                output.Append(inClass ? "0-9A-Za-z_" : "[0-9A-Za-z_]");
                return i;
            case 's':
                output.Append(inClass ? @"\t\n\f\r " : @"[\t\n\f\r ]");
                return i;
            case 'D' when !inClass:
                output.Append("[^0-9]");
                return i;
            case 'W' when !inClass:
                output.Append("[^0-9A-Za-z_]");
                return i;
            case 'S' when !inClass:
                output.Append(@"[^\t\n\f\r ]");
                return i;
            case 'p' or 'P' when i + 1 < pattern.Length && pattern[i + 1] != '{':
                output.Append('\\').Append(pattern[i]).Append('{').Append(pattern[i + 1]).Append('}');
                return i + 1;
            default:
                output.Append('\\').Append(pattern[i]);
                return i;
        }
    }

    /// <summary>Rewrites <c>[:name:]</c>; returns its last position, or 0 where there is none.</summary>
    private static int PosixClass(string pattern, int i, StringBuilder output)
    {
        if (!pattern.AsSpan(i).StartsWith("[:"))
        {
            return 0;
        }
        var end = pattern.IndexOf(":]", i + 2, StringComparison.Ordinal);
        if (end < 0 || !PosixClasses.TryGetValue(pattern[(i + 2)..end], out var ranges))
        {
            return 0;
        }
        output.Append(ranges);
        return end + 1;
    }
}

/// <summary>A regular expression is not one that the API server takes. Terminal.</summary>
internal sealed class PatternException(string message, Exception? inner = null) : Exception(message, inner);
