using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ImageForge.Api.Yaml;

/// <summary>Builds one document's tree from parser events.</summary>
internal sealed class YamlTreeBuilder(IParser parser, YamlReaderOptions options)
{
    // Aliases copy what they name: without a bound a few lines could become gigabytes. What is written out is bounded by
    // the text itself.
    private const int MaxCopied = 200_000;
    private const int MaxDepth = 100;

    private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);
    private readonly List<YamlDuplicate> _duplicates = [];
    private int _copied;

    public IReadOnlyList<YamlDuplicate> Duplicates => _duplicates;

    public Dictionary<string, YamlPosition> Positions { get; } = new(StringComparer.Ordinal);

    public JsonNode? Build() => Node("", 0);

    private JsonNode? Node(string path, int depth)
    {
        var at = Position(parser.Current!);
        if (depth > MaxDepth)
        {
            throw new YamlFormatException("the document is nested too deeply", at);
        }

        Positions.TryAdd(path, at);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Alias(alias.Value.Value, at);
        }

        // The parser ends some broken mappings where their value should be.
        if (parser.Current is not NodeEvent { Anchor: var anchor })
        {
            throw new YamlFormatException("value is missing", at);
        }

        var node = parser.Current switch
        {
            MappingStart => Mapping(path, depth),
            SequenceStart => Sequence(path, depth),
            _ => Scalar(parser.Consume<Scalar>()),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node?.DeepClone();
        }

        return node;
    }

    private JsonNode? Alias(string name, YamlPosition at)
    {
        if (!_anchors.TryGetValue(name, out var target))
        {
            throw new YamlFormatException($"unknown anchor for alias *{name}", at);
        }

        _copied += Count(target);
        return _copied > MaxCopied
            ? throw new YamlFormatException("the document is too large", at)
            : target?.DeepClone();
    }

    private JsonObject Mapping(string path, int depth)
    {
        parser.Consume<MappingStart>();
        var fields = new JsonObject();
        var merged = new List<JsonObject>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = Position(parser.Current!);
            if (parser.Current is not YamlDotNet.Core.Events.Scalar)
            {
                throw new YamlFormatException("keys must be strings", at);
            }

            var scalar = parser.Consume<Scalar>();
            var key = scalar.Value;
            var child = path.Length == 0 ? key : $"{path}.{key}";
            if (key == "<<" && scalar.Style == ScalarStyle.Plain)
            {
                Merge(Node(child, depth + 1), merged, at);
                continue;
            }

            if (fields.ContainsKey(key))
            {
                if (!options.LastKeyCounts)
                {
                    throw new YamlFormatException($"duplicate key \"{key}\" in mapping", at);
                }

                _duplicates.Add(new YamlDuplicate(child, key, at));
            }

            Positions[child] = at;
            fields[key] = Node(child, depth + 1);
        }

        foreach (var (key, value) in merged.SelectMany(m => m))
        {
            if (!fields.ContainsKey(key))
            {
                fields[key] = value?.DeepClone();
            }
        }

        return fields;
    }

    private static void Merge(JsonNode? value, List<JsonObject> merged, YamlPosition at)
    {
        var sources = value is JsonArray items ? items.ToList() : [value];
        foreach (var source in sources)
        {
            merged.Add(source as JsonObject ?? throw new YamlFormatException("<< requires a mapping", at));
        }
    }

    private JsonArray Sequence(string path, int depth)
    {
        parser.Consume<SequenceStart>();
        var items = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node($"{path}[{items.Count}]", depth + 1));
        }

        return items;
    }

    private JsonNode? Scalar(Scalar scalar)
    {
        var isPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        return isPlain && (!options.ScalarsAreText || YamlScalar.IsNull(scalar.Value))
            ? YamlScalar.Plain(scalar.Value)
            : JsonValue.Create(scalar.Value);
    }

    private static int Count(JsonNode? node) =>
        node switch
        {
            JsonObject fields => 1 + fields.Sum(f => Count(f.Value)),
            JsonArray items => 1 + items.Sum(Count),
            _ => 1,
        };

    private static YamlPosition Position(ParsingEvent at) => new(at.Start.Line, at.Start.Column);
}
