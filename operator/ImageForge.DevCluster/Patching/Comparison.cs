using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>Which paths differ between two values of a type.</summary>
internal sealed record Comparison(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    public bool IsSame => Added.IsEmpty && Modified.IsEmpty && Removed.IsEmpty;

    public static Comparison Of(JsonNode left, JsonNode right, FieldType type)
    {
        var result = new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
        result.Compare(left, right, type, []);
        return result;
    }

    public Comparison Map(Func<FieldSet, FieldSet> filter) => new(filter(Added), filter(Modified), filter(Removed));

    private void Compare(JsonNode? left, JsonNode? right, FieldType declared, List<string> path)
    {
        var type = TypedValue.Effective(declared, right ?? left);
        switch (type)
        {
            case StructType { Atomic: false }
            or MapType { Atomic: false }
                when left is null or JsonObject && right is null or JsonObject && !(IsEmpty(left) && IsEmpty(right)):
                CompareFields(left as JsonObject ?? [], right as JsonObject ?? [], type, path);
                break;
            case ListType { Kind: not ListKind.Atomic } list
                when left is null or JsonArray && right is null or JsonArray && !(IsEmpty(left) && IsEmpty(right)):
                CompareItems(left as JsonArray ?? [], right as JsonArray ?? [], list, path);
                break;
            default:
                if (left is not null && right is not null && !JsonNode.DeepEquals(left, right))
                {
                    Modified.Insert(path);
                }
                break;
        }
        if (path.Count == 0)
        {
            return;
        }
        if (left is null)
        {
            Added.Insert(path);
        }
        else if (right is null)
        {
            Removed.Insert(path);
        }
    }

    private void CompareFields(JsonObject left, JsonObject right, FieldType type, List<string> path)
    {
        foreach (var name in left.Select(p => p.Key).Union(right.Select(p => p.Key)))
        {
            path.Add("f:" + name);
            if (left[name] is not null || right[name] is not null)
            {
                Compare(left[name], right[name], TypedValue.FieldOf(type, name), path);
            }
            else if (!left.ContainsKey(name))
            {
                Added.Insert(path);
            }
            else if (!right.ContainsKey(name))
            {
                Removed.Insert(path);
            }
            path.RemoveAt(path.Count - 1);
        }
    }

    private void CompareItems(JsonArray left, JsonArray right, ListType type, List<string> path)
    {
        var lefts = Index(left, type);
        var rights = Index(right, type);
        foreach (var element in lefts.Keys.Union(rights.Keys))
        {
            path.Add(element);
            Compare(lefts.GetValueOrDefault(element), rights.GetValueOrDefault(element), type.Element, path);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static Dictionary<string, JsonNode?> Index(JsonArray array, ListType type)
    {
        var index = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in array)
        {
            index[TypedValue.ElementOf(type, item)] = item;
        }
        return index;
    }

    private static bool IsEmpty(JsonNode? node) => node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };
}
