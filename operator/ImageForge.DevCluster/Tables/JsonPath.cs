using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tables;

/// <summary>
/// The part of JSONPath that printer columns use: fields, indexes, <c>[*]</c> and filters such as
/// <c>[?(@.type=="Ready")]</c>.
/// </summary>
internal sealed class JsonPath
{
    private readonly List<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps = [];

    /// <exception cref="FormatException">The text is no such path.</exception>
    public JsonPath(string text)
    {
        for (var i = 0; i < text.Length; )
        {
            if (text[i] == '.')
            {
                var end = text.AsSpan(i + 1).IndexOfAny('.', '[');
                var name = end < 0 ? text[(i + 1)..] : text.Substring(i + 1, end);
                i += name.Length + 1;
                if (name == "*")
                {
                    _steps.Add(All);
                }
                else if (name.Length > 0)
                {
                    _steps.Add(n => Field(n, name));
                }
            }
            else if (text[i] == '[')
            {
                var end = Close(text, i);
                _steps.Add(Bracket(text[(i + 1)..end]));
                i = end + 1;
            }
            else
            {
                throw new FormatException($"unexpected '{text[i]}' in the path {text}");
            }
        }
    }

    /// <summary>All values that the path leads to.</summary>
    public IEnumerable<JsonNode?> Find(JsonNode root)
    {
        IEnumerable<JsonNode?> nodes = [root];
        foreach (var step in _steps)
        {
            nodes = nodes.SelectMany(step);
        }
        return nodes;
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Bracket(string inner)
    {
        if (inner == "*")
        {
            return All;
        }
        if (inner.StartsWith('?'))
        {
            return Filter(inner[1..].Trim().TrimStart('(').TrimEnd(')'));
        }
        if (inner.StartsWith('\'') || inner.StartsWith('"'))
        {
            var name = inner[1..^1];
            return n => Field(n, name);
        }
        if (!int.TryParse(inner, System.Globalization.CultureInfo.InvariantCulture, out var index))
        {
            throw new FormatException($"unsupported [{inner}]");
        }
        return n =>
            n is JsonArray array && Math.Abs(index) <= array.Count - (index < 0 ? 0 : 1)
                ? [array[index < 0 ? array.Count + index : index]]
                : [];
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Filter(string condition)
    {
        var equal = condition.Contains("==", StringComparison.Ordinal);
        var parts = condition.Split(equal ? "==" : "!=", 2);
        if (parts.Length != 2)
        {
            throw new FormatException($"unsupported filter {condition}");
        }
        var left = new JsonPath(parts[0].Trim().TrimStart('@'));
        var right = parts[1].Trim().Trim('"', '\'');
        return n =>
            n is JsonArray array
                ? array.Where(item => item is not null && left.Find(item).Any(v => (Text(v) == right) == equal))
                : [];
    }

    private static string? Text(JsonNode? node) =>
        node?.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString();

    private static IEnumerable<JsonNode?> Field(JsonNode? node, string name) =>
        node is JsonObject o && o.TryGetPropertyValue(name, out var value) ? [value] : [];

    private static IEnumerable<JsonNode?> All(JsonNode? node) =>
        node switch
        {
            JsonArray array => array,
            JsonObject o => o.Select(p => p.Value),
            _ => [],
        };

    private static int Close(string text, int open)
    {
        var quote = '\0';
        for (var i = open + 1; i < text.Length; i++)
        {
            if (quote != '\0')
            {
                quote = text[i] == quote ? '\0' : quote;
            }
            else if (text[i] is '"' or '\'')
            {
                quote = text[i];
            }
            else if (text[i] == ']')
            {
                return i;
            }
        }
        throw new FormatException($"unclosed [ in {text}");
    }
}
