using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Patching;

/// <summary>JSON Patch, RFC 6902.</summary>
internal static class JsonPatch
{
    /// <summary>Applies the operations to an object, in place.</summary>
    /// <exception cref="FormatException">An operation that is unknown, fails its test or names a path that is not there.</exception>
    public static void Apply(JsonObject target, JsonArray operations)
    {
        foreach (var operation in operations.OfType<JsonObject>())
        {
            var path = Pointer((string?)operation["path"]);
            switch ((string?)operation["op"])
            {
                case "add":
                    Add(target, path, operation["value"]?.DeepClone());
                    break;
                case "remove":
                    Take(target, path);
                    break;
                case "replace":
                    Get(target, path);
                    Replace(target, path, operation["value"]?.DeepClone());
                    break;
                case "move":
                    Add(target, path, Take(target, Pointer((string?)operation["from"])));
                    break;
                case "copy":
                    Add(target, path, Get(target, Pointer((string?)operation["from"]))?.DeepClone());
                    break;
                case "test":
                    if (!JsonNode.DeepEquals(Get(target, path), operation["value"]))
                    {
                        throw new FormatException($"the test of {operation["path"]} failed");
                    }
                    break;
                default:
                    throw new FormatException($"unknown operation {operation["op"]}");
            }
        }
    }

    private static string[] Pointer(string? text)
    {
        if (text is null || text.Length > 0 && text[0] != '/')
        {
            throw new FormatException($"no JSON pointer: {text}");
        }
        return
        [
            .. text.Split('/')
                .Skip(1)
                .Select(p =>
                    p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                ),
        ];
    }

    private static JsonNode? Get(JsonNode target, string[] path)
    {
        JsonNode? node = target;
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject o when o.TryGetPropertyValue(part, out var value) => value,
                JsonArray array => array[Index(part, array.Count - 1)],
                _ => throw Missing(path),
            };
        }
        return node;
    }

    private static void Add(JsonNode target, string[] path, JsonNode? value)
    {
        switch (Parent(target, path))
        {
            case JsonObject o:
                o[path[^1]] = value;
                break;
            case JsonArray array:
                array.Insert(path[^1] == "-" ? array.Count : Index(path[^1], array.Count), value);
                break;
            default:
                throw Missing(path);
        }
    }

    private static void Replace(JsonNode target, string[] path, JsonNode? value)
    {
        switch (Parent(target, path))
        {
            case JsonObject o:
                o[path[^1]] = value;
                break;
            case JsonArray array:
                array[Index(path[^1], array.Count - 1)] = value;
                break;
        }
    }

    private static JsonNode? Take(JsonNode target, string[] path)
    {
        var value = Get(target, path);
        switch (Parent(target, path))
        {
            case JsonObject o:
                o.Remove(path[^1]);
                break;
            case JsonArray array:
                array.RemoveAt(Index(path[^1], array.Count - 1));
                break;
        }
        return value;
    }

    private static JsonNode? Parent(JsonNode target, string[] path) =>
        path.Length == 0 ? throw new FormatException("the whole document cannot be replaced") : Get(target, path[..^1]);

    private static int Index(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= max
            ? index
            : throw new FormatException($"no such index: {text}");

    private static FormatException Missing(string[] path) => new($"no such path: /{string.Join('/', path)}");
}
