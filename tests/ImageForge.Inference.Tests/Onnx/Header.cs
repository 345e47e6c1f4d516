using System.Text.RegularExpressions;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>The members of a struct of function pointers in ONNX Runtime's header, in their order.</summary>
internal static partial class Header
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">Something stands between them that is not understood.</exception>
    public static IReadOnlyList<string> Members(string header, string type)
    {
        string text = Comment().Replace(header, " ");
        string opening = $"struct {type} {{";
        int start = text.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        string body = text[start..text.IndexOf("\n};", start, StringComparison.Ordinal)];
        var members = new List<string>();
        foreach (string statement in Statements(body))
        {
            Match match = Member().Match(statement);
            if (!match.Success)
            {
                throw new InvalidDataException($"This is no member that is understood: {statement}");
            }

            members.Add(
                match.Groups["released"].Success ? $"Release{match.Groups["released"]}" : match.Groups["name"].Value
            );
        }

        return members;
    }

    // Each member ends with a semicolon, and none has one in it. What is left out or put in by a condition would shift all
    // that follows, so a condition is refused.
    private static string[] Statements(string body) =>
        body.Contains('#', StringComparison.Ordinal)
            ? throw new InvalidDataException("Members depend on a condition of the preprocessor.")
            : body.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^(?:ORT_API2_STATUS\(\s*(?<name>\w+)|ORT_API_T\(\s*[\w\s*]+,\s*(?<name>\w+)|ORT_CLASS_RELEASE\(\s*(?<released>\w+)\s*\)|[\w\s*]*\(\s*ORT_API_CALL\s*\*\s*(?<name>\w+)\s*\)\s*\()"
    )]
    private static partial Regex Member();
}
