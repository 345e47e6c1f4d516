using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ImageForge.DevCluster.Http;

/// <summary>Reads YAML as JSON by the core schema: plain true, null and numbers are typed, quoted text stays text.</summary>
internal static class YamlText
{
    /// <exception cref="FormatException">The text is no YAML; the message names the line.</exception>
    public static ParsedBody Parse(string text)
    {
        var duplicates = new List<string>();
        var warnings = new List<string>();
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return new ParsedBody(null, [], []);
            parser.Consume<DocumentStart>();
            var value = Read(parser, "", duplicates, warnings, []);
            return new ParsedBody(value, duplicates, warnings);
        }
        catch (YamlException e)
        {
            throw new FormatException($"error converting YAML to JSON: yaml: line {e.Start.Line}: {e.Message}");
        }
    }

    private static JsonNode? Read(
        IParser parser,
        string path,
        List<string> duplicates,
        List<string> warnings,
        Dictionary<AnchorName, JsonNode?> anchors
    )
    {
        switch (parser.Consume<ParsingEvent>())
        {
            case Scalar scalar:
                return Anchored(scalar, Value(scalar), anchors);
            case AnchorAlias alias:
                return anchors.TryGetValue(alias.Value, out var node)
                    ? node?.DeepClone()
                    : throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value}' referenced");
            case SequenceStart start:
                var array = new JsonArray();
                while (!parser.TryConsume<SequenceEnd>(out _))
                    array.Add(Read(parser, $"{path}[{array.Count}]", duplicates, warnings, anchors));
                return Anchored(start, array, anchors);
            case MappingStart start:
                var o = new JsonObject();
                while (!parser.TryConsume<MappingEnd>(out _))
                {
                    var key = parser.Consume<Scalar>();
                    var field = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
                    if (o.ContainsKey(key.Value))
                    {
                        duplicates.Add(field);
                        warnings.Add($"line {key.Start.Line}: key \"{key.Value}\" already set in map");
                    }
                    o[key.Value] = Read(parser, field, duplicates, warnings, anchors);
                }
                return Anchored(start, o, anchors);
            default:
                throw new FormatException("error converting YAML to JSON: yaml: unexpected node");
        }
    }

    private static JsonNode? Anchored(NodeEvent node, JsonNode? value, Dictionary<AnchorName, JsonNode?> anchors)
    {
        if (!node.Anchor.IsEmpty)
            anchors[node.Anchor] = value;
        return value;
    }

    private static JsonValue? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag is { IsEmpty: false, Value: "tag:yaml.org,2002:str" })
            return JsonValue.Create(text);
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
        }
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        var isNumber = char.IsAsciiDigit(text[^1]) || text[^1] == '.';
        return isNumber && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
