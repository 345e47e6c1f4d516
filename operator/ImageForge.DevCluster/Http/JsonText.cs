using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Http;

/// <summary>Reads JSON, noting duplicate fields, with errors worded as the API server words them.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <exception cref="FormatException">The text is no JSON; the message says why.</exception>
    public static ParsedBody Parse(ReadOnlyMemory<byte> text)
    {
        var duplicates = new List<string>();
        try
        {
            // Not disposed: the scalars of the tree keep reading from it.
            var document = JsonDocument.Parse(text, Options);
            return new ParsedBody(Build(document.RootElement, "", duplicates), duplicates, []);
        }
        catch (JsonException e)
        {
            throw new FormatException(Explain(text.Span, e));
        }
    }

    private static JsonNode? Build(JsonElement element, string path, List<string> duplicates)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var o = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    var name = property.Name;
                    var field = path.Length == 0 ? name : $"{path}.{name}";
                    if (o.ContainsKey(name))
                    {
                        duplicates.Add(field);
                    }
                    o[name] = Build(property.Value, field, duplicates);
                }
                return o;
            case JsonValueKind.Array:
                var array = new JsonArray();
                foreach (var item in element.EnumerateArray())
                {
                    array.Add(Build(item, $"{path}[{array.Count}]", duplicates));
                }
                return array;
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.Number when element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0:
                // 512.0 is 512, as the server knows only the number.
                return JsonNode.Parse(GoText.JsonNumber(element.GetDouble()));
            default:
                return JsonValue.Create(element);
        }
    }

    private static string Explain(ReadOnlySpan<byte> text, JsonException e)
    {
        var position = Offset(text, e.LineNumber ?? 0, e.BytePositionInLine ?? 0);
        if (position >= text.Length || IsCutShort(text))
        {
            return "unexpected end of JSON input";
        }
        var character = Encoding.UTF8.GetString(text[position..])[0];
        var shown = character == '\'' ? @"'\''" : $"'{character}'";
        return $"invalid character {shown} looking for beginning of value";
    }

    private static bool IsCutShort(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Offset(ReadOnlySpan<byte> text, long line, long column)
    {
        var offset = 0;
        for (; line > 0 && offset < text.Length; offset++)
        {
            if (text[offset] == (byte)'\n')
            {
                line--;
            }
        }
        return (int)Math.Min(text.Length, offset + column);
    }
}
