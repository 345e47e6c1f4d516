using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageForge.Api.CrdWriter;

/// <summary>Writes JSON as YAML in block style, the same bytes for the same document.</summary>
internal static partial class YamlText
{
    private const int Width = 100;

    /// <summary>Writes a document.</summary>
    public static string Write(JsonObject document)
    {
        var text = new StringBuilder();
        Members(text, document, 0);
        return text.ToString();
    }

    private static void Members(StringBuilder text, JsonObject members, int indent, bool inline = false)
    {
        foreach (var (key, value) in members)
        {
            if (!inline)
            {
                text.Append(' ', indent);
            }

            inline = false;
            text.Append(Scalar(key)).Append(':');
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: 0 }:
                text.Append(" {}\n");
                break;
            case JsonObject members:
                text.Append('\n');
                Members(text, members, indent + 2);
                break;
            case JsonArray items when items.All(item => item is JsonValue):
                text.Append(" [").AppendJoin(", ", items.Select(Scalar)).Append("]\n");
                break;
            case JsonArray items:
                text.Append('\n');
                Items(text, items, indent);
                break;
            default:
                Leaf(text, value, indent);
                break;
        }
    }

    private static void Items(StringBuilder text, JsonArray items, int indent)
    {
        foreach (var item in items)
        {
            text.Append(' ', indent).Append("- ");
            Members(text, item!.AsObject(), indent + 2, inline: true);
        }
    }

    private static void Leaf(StringBuilder text, JsonNode? value, int indent)
    {
        if (
            value is JsonValue
            && value.GetValueKind() == JsonValueKind.String
            && value.GetValue<string>().Contains('\n')
        )
        {
            Literal(text, value.GetValue<string>(), indent + 2);
            return;
        }

        var scalar = Scalar(value);
        if (indent + scalar.Length <= Width || value!.GetValueKind() != JsonValueKind.String)
        {
            text.Append(' ').Append(scalar).Append('\n');
            return;
        }

        Folded(text, value.GetValue<string>(), indent + 2);
    }

    private static void Literal(StringBuilder text, string value, int indent)
    {
        text.Append(" |-\n");
        foreach (var line in value.Split('\n'))
        {
            text.Append(' ', line.Length == 0 ? 0 : indent).Append(line).Append('\n');
        }
    }

    // Line breaks of a folded scalar read as spaces; that is why only single spaces may be broken at.
    private static void Folded(StringBuilder text, string value, int indent)
    {
        if (!Words().IsMatch(value))
        {
            text.Append(' ').Append(Quoted(value)).Append('\n');
            return;
        }

        text.Append(" >-\n").Append(' ', indent);
        var column = indent;
        foreach (var word in value.Split(' '))
        {
            if (column > indent && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }

            if (column > indent)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
    }

    private static string Scalar(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.String => Scalar(value.GetValue<string>()),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.ToJsonString(),
            var kind => throw new NotSupportedException($"{kind} has no place in these documents."),
        };

    private static string Scalar(string value) => Plain().IsMatch(value) && !IsWord(value) ? value : Quoted(value);

    private static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    // Words that some YAML reader takes for something other than a string.
    private static bool IsWord(string value) =>
        value.ToUpperInvariant() is "TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N"
        || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex("^[A-Za-z./](?:[-A-Za-z0-9_./()';]|,(?! *$)| (?![ #]|$)|:(?![ ]|$))*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^[^\\s]+( [^\\s]+)*$")]
    private static partial Regex Words();
}
