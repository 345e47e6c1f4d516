using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>Merges what is applied into what is there, by the type: objects by field, lists by key where they have one.</summary>
internal static class TypedMerge
{
    /// <summary>A new value; neither argument is changed.</summary>
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, FieldType declared)
    {
        if (applied is null)
        {
            return live?.DeepClone();
        }
        var type = TypedValue.Effective(declared, applied);
        return (type, live, applied) switch
        {
            (StructType { Atomic: false } or MapType { Atomic: false }, JsonObject l, JsonObject a) => Fields(
                l,
                a,
                type
            ),
            (ListType { Kind: not ListKind.Atomic } list, JsonArray l, JsonArray a) => Items(l, a, list),
            _ => applied.DeepClone(),
        };
    }

    private static JsonObject Fields(JsonObject live, JsonObject applied, FieldType type)
    {
        var result = new JsonObject();
        foreach (var name in live.Select(p => p.Key).Union(applied.Select(p => p.Key)))
        {
            result[name] = Merge(live[name], applied[name], TypedValue.FieldOf(type, name));
        }
        return result;
    }

    // The items that both have come in the applied order; what only one has stays beside its neighbours.
    private static JsonArray Items(JsonArray live, JsonArray applied, ListType type)
    {
        var lefts = live.Select(i => (Element: TypedValue.ElementOf(type, i), Item: i)).ToList();
        var rights = applied.Select(i => (Element: TypedValue.ElementOf(type, i), Item: i)).ToList();
        var leftIndex = lefts.GroupBy(i => i.Element).ToDictionary(g => g.Key, g => g.First().Item);
        var rightElements = rights.Select(i => i.Element).ToHashSet();
        var shared = new Queue<string>(rights.Select(i => i.Element).Where(leftIndex.ContainsKey));
        var merged = new HashSet<string>();
        var result = new JsonArray();
        for (int l = 0, r = 0; l < lefts.Count || r < rights.Count; )
        {
            if (l < lefts.Count)
            {
                var (element, item) = lefts[l];
                if (!rightElements.Contains(element))
                {
                    result.Add(item?.DeepClone());
                    l++;
                    continue;
                }
                var isNext = r < rights.Count && rights[r].Element == element;
                var isForLater = shared.TryPeek(out var next) && next != element;
                if (merged.Contains(element) || !isNext && isForLater)
                {
                    l++;
                    continue;
                }
                if (isNext)
                {
                    l++;
                }
            }
            if (r < rights.Count)
            {
                var (element, item) = rights[r++];
                merged.Add(element);
                result.Add(Merge(leftIndex.GetValueOrDefault(element), item, type.Element));
                if (shared.TryPeek(out var next) && next == element)
                {
                    shared.Dequeue();
                }
            }
        }
        return result;
    }
}
