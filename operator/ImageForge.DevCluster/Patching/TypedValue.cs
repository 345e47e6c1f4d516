using System.Text.Json.Nodes;
using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>Walking values by their type: how elements of paths lead into them.</summary>
internal static class TypedValue
{
    /// <summary>The type that a value is treated as; an undeclared one by what it is.</summary>
    public static FieldType Effective(FieldType type, JsonNode? value) =>
        (type, value) switch
        {
            (AnyType, JsonObject) => UndeclaredMap,
            (AnyType, JsonArray) => UndeclaredList,
            _ => type,
        };

    /// <summary>The type of a field of an object.</summary>
    public static FieldType FieldOf(FieldType type, string name) =>
        type switch
        {
            StructType declared => declared.Fields.TryGetValue(name, out var field) ? field.Type : AnyType.Instance,
            MapType map => map.Value,
            _ => AnyType.Instance,
        };

    /// <summary>The type that an element of a path leads to.</summary>
    public static FieldType Step(FieldType type, string element) =>
        element.StartsWith("f:", StringComparison.Ordinal) ? FieldOf(type, element[2..])
        : type is ListType list ? list.Element
        : AnyType.Instance;

    /// <summary>The element that names an item of a set or map list.</summary>
    public static string ElementOf(ListType type, JsonNode? item)
    {
        if (type.Kind == ListKind.Set)
        {
            return "v:" + JsonOutput.Text(item);
        }
        var keys = new JsonObject();
        foreach (var (key, missing) in type.Keys.OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            if (((item as JsonObject)?[key] ?? missing)?.DeepClone() is { } value)
            {
                keys[key] = value;
            }
        }
        return "k:" + JsonOutput.Text(keys);
    }

    /// <summary>A path for people: <c>.spec.conditions[type="Ready"].status</c>.</summary>
    public static string Show(IReadOnlyList<string> path) => string.Concat(path.Select(Show));

    private static string Show(string element) =>
        element[0] switch
        {
            'f' => "." + element[2..],
            'v' => $"[={element[2..]}]",
            'k' => "["
                + string.Join(
                    ",",
                    JsonNode.Parse(element[2..])!.AsObject().Select(p => $"{p.Key}={JsonOutput.Text(p.Value)}")
                )
                + "]",
            _ => $"[{element[2..]}]",
        };

    private static MapType UndeclaredMap { get; } = new(AnyType.Instance, atomic: false);

    private static ListType UndeclaredList { get; } = new(AnyType.Instance, ListKind.Atomic, []);
}
