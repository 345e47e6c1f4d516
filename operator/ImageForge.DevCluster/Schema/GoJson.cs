using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// Compact JSON as the API server writes it into messages: markup characters are escaped, everything else that is
/// printable stands for itself, numbers are in their shortest form.
/// </summary>
internal static class GoJson
{
    public static string Write(JsonNode? node)
    {
        var output = new StringBuilder();
        Append(node, output);
        return output.ToString();
    }

    private static void Append(JsonNode? node, StringBuilder output)
    {
        switch (JsonKinds.Of(node))
        {
            case JsonKind.Null:
                output.Append("null");
                break;
            case JsonKind.Boolean:
                output.Append(JsonKinds.Boolean(node!) ? "true" : "false");
                break;
            case JsonKind.Integer:
                output.Append(GoText.Integer(JsonKinds.Integer(node!)));
                break;
            case JsonKind.Number:
                output.Append(GoText.JsonNumber(JsonKinds.Number(node!)));
                break;
            case JsonKind.String:
                AppendText(JsonKinds.Text(node!), output);
                break;
            case JsonKind.Array:
                AppendAll('[', ((JsonArray)node!).Count, i => Append(node[i], output), ']', output);
                break;
            default:
                var map = (JsonObject)node!;
                AppendAll('{', map.Count, i => AppendEntry(map.GetAt(i), output), '}', output);
                break;
        }
    }

    private static void AppendAll(char open, int count, Action<int> append, char close, StringBuilder output)
    {
        output.Append(open);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Append(',');
            }
            append(i);
        }
        output.Append(close);
    }

    private static void AppendEntry(KeyValuePair<string, JsonNode?> entry, StringBuilder output)
    {
        AppendText(entry.Key, output);
        output.Append(':');
        Append(entry.Value, output);
    }

    private static void AppendText(string text, StringBuilder output)
    {
        output.Append('"');
        foreach (var c in text)
        {
            var escaped = c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => string.Create(
                    CultureInfo.InvariantCulture,
                    $"\\u{(int)c:x4}"
                ),
                _ => null,
            };
            if (escaped is null)
            {
                output.Append(c);
            }
            else
            {
                output.Append(escaped);
            }
        }
        output.Append('"');
    }
}
