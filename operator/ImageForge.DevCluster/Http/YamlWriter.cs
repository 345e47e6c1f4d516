using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Http;

/// <summary>Writes JSON as block YAML with sorted keys, for clients that ask for <c>application/yaml</c>.</summary>
internal static partial class YamlWriter
{
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
                    text.Append(Scalar(key)).Append(':');
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
                text.Append(Inline(node)).Append('\n');
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
            text.Append(' ').Append(Inline(value)).Append('\n');
        }
    }

    private static string Inline(JsonNode? node) =>
        node switch
        {
            null => "null",
            JsonObject => "{}",
            JsonArray => "[]",
            _ => node.GetValueKind() == JsonValueKind.String ? Scalar(node.GetValue<string>()) : node.ToJsonString(),
        };

    // What a reader would take for something else than text is quoted.
    private static string Scalar(string text) =>
        PlainText().IsMatch(text) && !Typed().IsMatch(text) ? text : JsonSerializer.Serialize(text, JsonOutput.Options);

    [GeneratedRegex(@"^[A-Za-z0-9_./](?!.*(: | #|:$| $))[ -~]*$")]
    private static partial Regex PlainText();

    [GeneratedRegex(
        @"^(y|n|yes|no|on|off|true|false|null|~|[-+]?(\d[\d_]*(\.\d*)?|\.\d+)(e[-+]?\d+)?|0[xo][\da-f]+|\d{4}-\d\d-\d\d.*|\.(inf|nan))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Typed();
}
