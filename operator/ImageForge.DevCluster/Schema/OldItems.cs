using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// Finds, for an item of a list of type map, the item with the same keys in the list that is being replaced. Items of
/// other lists have no identity and correspond to nothing.
/// </summary>
internal sealed class OldItems
{
    private static readonly OldItems None = new([], []);
    private readonly Dictionary<string, JsonNode> _byKey;
    private readonly IReadOnlyList<string> _keys;

    private OldItems(Dictionary<string, JsonNode> byKey, IReadOnlyList<string> keys) => (_byKey, _keys) = (byKey, keys);

    public static OldItems Of(StructuralSchema list, JsonArray? old)
    {
        if (old is null || list.ListType != "map")
        {
            return None;
        }
        var byKey = new Dictionary<string, JsonNode>();
        foreach (var item in old)
        {
            if (item is not null)
            {
                byKey.TryAdd(ListTypes.KeyOf(item, list.ListMapKeys), item);
            }
        }
        return new OldItems(byKey, list.ListMapKeys);
    }

    public JsonNode? Of(JsonNode? item) =>
        item is null || _byKey.Count == 0 ? null : _byKey.GetValueOrDefault(ListTypes.KeyOf(item, _keys));
}
