using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Http;

/// <summary>Writes JSON as block YAML with sorted keys, for clients that ask for <c>application/yaml</c>.</summary>
internal static partial class YamlWriter
{
    // A longer line of text goes on in the next one, at its next space.
    private const int Width = 80;

    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, 0, inList: false);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int indent, bool inList)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } o:
                var first = inList;
                foreach (var (key, value) in o.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    if (!first)
                        text.Append(' ', indent);
                    first = false;
                    text.Append(Scalar(key).Text).Append(':');
                    Child(text, value, indent);
                }
                break;
            case JsonArray { Count: > 0 } array:
                foreach (var item in array)
                {
                    text.Append(' ', indent).Append("- ");
                    Write(text, item, indent + 2, inList: true);
                }
                break;
            default:
                Inline(text, node, indent);
                break;
        }
    }

    private static void Child(StringBuilder text, JsonNode? value, int indent)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            text.Append('\n');
            // Lists stand at the indent of their key.
            Write(text, value, value is JsonArray ? indent : indent + 2, inList: false);
        }
        else
        {
            text.Append(' ');
            Inline(text, value, indent + 2);
        }
    }

    private static void Inline(StringBuilder text, JsonNode? node, int indent)
    {
        var (scalar, folds) = node switch
        {
            null => ("null", false),
            JsonObject => ("{}", false),
            JsonArray => ("[]", false),
            _ when node.GetValueKind() == JsonValueKind.String => Scalar(node.GetValue<string>()),
            _ => (node.ToJsonString(), false),
        };
        var column = 0;
        for (var i = text.Length - 1; i >= 0 && text[i] != '\n'; i--)
            column++;
        for (var i = 0; i < scalar.Length; i++)
        {
            var breaks = folds && column > Width && scalar[i] == ' ' && scalar[i - 1] != ' ' && scalar[i + 1] != ' ';
            if (breaks)
                text.Append('\n').Append(' ', indent);
            else
                text.Append(scalar[i]);
            column = breaks ? indent : column + 1;
        }
        text.Append('\n');
    }

    // What a reader would take for something else than text is quoted; what cannot be printed, with escapes.
    private static (string Text, bool Folds) Scalar(string text)
    {
        if (Typed().IsMatch(text) || !Printable().IsMatch(text))
            return (JsonSerializer.Serialize(text, JsonOutput.Options), false);
        return PlainText().IsMatch(text)
            ? (text, true)
            : ($"'{text.Replace("'", "''", StringComparison.Ordinal)}'", true);
    }

    [GeneratedRegex(@"^[^\p{C}\p{Zl}\p{Zp}]+$")]
    private static partial Regex Printable();

    [GeneratedRegex(@"^(?!\s|[-?:](\s|$)|---|\.\.\.|[#,\[\]{}&*!|>'""%@`])(?!.*(: | #|:$| $)).*$")]
    private static partial Regex PlainText();

    [GeneratedRegex(
        @"^(y|n|yes|no|on|off|true|false|null|~|[-+]?(\d[\d_]*(\.\d*)?|\.\d+)(e[-+]?\d+)?|0[xo][\da-f]+|\d{4}-\d\d-\d\d.*|\.(inf|nan))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Typed();
}
