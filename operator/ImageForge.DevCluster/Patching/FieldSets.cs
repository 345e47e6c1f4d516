using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>The set of all paths of a value.</summary>
internal static class FieldSets
{
    public static FieldSet Of(JsonNode value, FieldType type)
    {
        var set = new FieldSet();
        Collect(value, type, [], set);
        return set;
    }

    private static void Collect(JsonNode? value, FieldType declared, List<string> path, FieldSet set)
    {
        var type = TypedValue.Effective(declared, value);
        switch (type, value)
        {
            case (StructType { Atomic: false } or MapType { Atomic: false }, JsonObject o):
                foreach (var (name, item) in o)
                {
                    path.Add("f:" + name);
                    Collect(item, TypedValue.FieldOf(type, name), path, set);
                    var isDeclared = type is StructType s && s.Fields.ContainsKey(name);
                    if (!isDeclared || item is null or JsonObject { Count: 0 })
                    {
                        set.Insert(path);
                    }
                    path.RemoveAt(path.Count - 1);
                }
                break;
            case (ListType { Kind: not ListKind.Atomic } list, JsonArray array):
                foreach (var item in array)
                {
                    path.Add(TypedValue.ElementOf(list, item));
                    Collect(item, list.Element, path, set);
                    set.Insert(path);
                    path.RemoveAt(path.Count - 1);
                }
                break;
            default:
                if (path.Count > 0)
                {
                    set.Insert(path);
                }
                break;
        }
    }
}
