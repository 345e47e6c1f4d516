using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>Takes the values at a set of paths away.</summary>
internal static class TypedRemove
{
    /// <summary>A new value; what becomes empty by it goes too.</summary>
    public static JsonNode? Remove(JsonNode? value, FieldSet paths, FieldType declared)
    {
        var type = TypedValue.Effective(declared, value);
        switch (type, value)
        {
            case (StructType { Atomic: false } or MapType { Atomic: false }, JsonObject o):
                var fields = new JsonObject();
                foreach (var (name, item) in o)
                {
                    if (paths.HasMember("f:" + name))
                    {
                        continue;
                    }
                    var kept = paths.Below("f:" + name) is { } below
                        ? Remove(item, below, TypedValue.FieldOf(type, name))
                        : item?.DeepClone();
                    if (kept is not null || item is null)
                    {
                        fields[name] = kept;
                    }
                }
                return fields.Count > 0 || o.Count == 0 ? fields : null;
            case (ListType { Kind: not ListKind.Atomic } list, JsonArray array):
                var items = new JsonArray();
                foreach (var item in array)
                {
                    var element = TypedValue.ElementOf(list, item);
                    if (paths.HasMember(element))
                    {
                        continue;
                    }
                    items.Add(
                        paths.Below(element) is { } below ? Remove(item, below, list.Element) : item?.DeepClone()
                    );
                }
                return items.Count > 0 || array.Count == 0 ? items : null;
            default:
                return value?.DeepClone();
        }
    }
}
