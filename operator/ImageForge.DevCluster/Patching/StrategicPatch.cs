using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;

namespace ImageForge.DevCluster.Patching;

/// <summary>
/// Strategic merge patch of built-in kinds: as a merge patch, but lists that have a key are merged by it, with
/// <c>$patch</c>, <c>$deleteFromPrimitiveList</c>, <c>$setElementOrder</c> and <c>$retainKeys</c>.
/// </summary>
internal static class StrategicPatch
{
    private const string Directive = "$patch";
    private const string DeleteFrom = "$deleteFromPrimitiveList/";
    private const string OrderOf = "$setElementOrder/";
    private const string RetainKeys = "$retainKeys";

    /// <summary>Applies a patch to an object, in place.</summary>
    /// <exception cref="FormatException">A directive that is not understood.</exception>
    public static void Apply(JsonObject target, JsonObject patch, FieldType type)
    {
        switch ((string?)patch[Directive])
        {
            case null or "merge":
                break;
            case "replace":
                target.Clear();
                break;
            case "delete":
                target.Clear();
                return;
            case var unknown:
                throw new FormatException($"unknown patch type: {unknown}");
        }
        if (patch[RetainKeys] is JsonArray retained)
        {
            var kept = retained.Select(k => (string?)k).ToHashSet();
            foreach (var name in target.Select(p => p.Key).Where(k => !kept.Contains(k)).ToList())
            {
                target.Remove(name);
            }
        }
        foreach (var (name, value) in patch)
        {
            if (name is Directive or RetainKeys || name.StartsWith(OrderOf, StringComparison.Ordinal))
            {
                continue;
            }
            if (name.StartsWith(DeleteFrom, StringComparison.Ordinal))
            {
                DeleteValues(target, name[DeleteFrom.Length..], value as JsonArray ?? []);
            }
            else
            {
                ApplyField(target, name, value, TypedValue.FieldOf(type, name));
            }
        }
        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(OrderOf, StringComparison.Ordinal) && value is JsonArray order)
            {
                Reorder(target, name[OrderOf.Length..], order, type);
            }
        }
    }

    private static void ApplyField(JsonObject target, string name, JsonNode? value, FieldType type)
    {
        switch (value)
        {
            case null:
                target.Remove(name);
                break;
            case JsonObject nested:
                if (target[name] is not JsonObject below)
                {
                    target[name] = below = [];
                }
                Apply(below, nested, type);
                break;
            case JsonArray items when type is ListType { Kind: not ListKind.Atomic } list:
                if (target[name] is not JsonArray present)
                {
                    target[name] = present = [];
                }
                MergeItems(present, items, list);
                break;
            default:
                target[name] = value.DeepClone();
                break;
        }
    }

    private static void MergeItems(JsonArray present, JsonArray items, ListType list)
    {
        if (items.OfType<JsonObject>().Any(i => (string?)i[Directive] == "replace"))
        {
            present.Clear();
            foreach (var item in items.Where(i => i?[Directive] is null))
            {
                present.Add(item?.DeepClone());
            }
            return;
        }
        foreach (var item in items)
        {
            var index = IndexOf(present, item, list);
            if ((string?)(item as JsonObject)?[Directive] == "delete")
            {
                if (index >= 0)
                {
                    present.RemoveAt(index);
                }
            }
            else if (index < 0)
            {
                present.Add(item?.DeepClone());
            }
            else if (item is JsonObject patch && present[index] is JsonObject target)
            {
                Apply(target, patch, list.Element);
            }
        }
    }

    // A strategic patch names items by the first key alone.
    private static int IndexOf(JsonArray present, JsonNode? item, ListType list)
    {
        for (var i = 0; i < present.Count; i++)
        {
            var same =
                list.Kind == ListKind.Set
                    ? JsonNode.DeepEquals(present[i], item)
                    : JsonNode.DeepEquals(present[i]?[list.Keys[0].Key], (item as JsonObject)?[list.Keys[0].Key]);
            if (same)
            {
                return i;
            }
        }
        return -1;
    }

    private static void DeleteValues(JsonObject target, string name, JsonArray values)
    {
        if (target[name] is not JsonArray present)
        {
            return;
        }
        for (var i = present.Count - 1; i >= 0; i--)
        {
            if (values.Any(v => JsonNode.DeepEquals(v, present[i])))
            {
                present.RemoveAt(i);
            }
        }
    }

    private static void Reorder(JsonObject target, string name, JsonArray order, FieldType type)
    {
        if (target[name] is not JsonArray present || TypedValue.FieldOf(type, name) is not ListType list)
        {
            return;
        }
        var place = new Dictionary<JsonNode, int>();
        var items = present.ToList();
        foreach (var item in items.OfType<JsonNode>())
        {
            var wanted = IndexOf(order, item, list);
            place[item] = wanted < 0 ? int.MaxValue : wanted;
        }
        present.Clear();
        foreach (var item in items.OrderBy(i => i is null ? int.MaxValue : place[i]))
        {
            present.Add(item);
        }
    }
}
