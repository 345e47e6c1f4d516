using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Patching;

/// <summary>The owners of an object's fields: <c>metadata.managedFields</c>, read and written.</summary>
internal sealed class ManagedFields
{
    public Dictionary<ManagerKey, FieldSet> Sets { get; } = [];

    public Dictionary<ManagerKey, DateTimeOffset> Times { get; } = [];

    public bool IsEmpty => Sets.Count == 0;

    /// <summary>Reads the entries of an object; a malformed entry counts as absent.</summary>
    public static ManagedFields Of(JsonObject o)
    {
        var result = new ManagedFields();
        if (o["metadata"]?["managedFields"] is not JsonArray entries)
        {
            return result;
        }
        try
        {
            foreach (var entry in entries.OfType<JsonObject>())
            {
                result.Read(entry);
            }
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return new ManagedFields();
        }
        return result;
    }

    /// <summary>True for <c>[{}]</c>, by which a client asks to forget all owners.</summary>
    public static bool IsReset(JsonObject o) =>
        o["metadata"]?["managedFields"] is JsonArray { Count: 1 } only && only[0] is JsonObject { Count: 0 };

    public void WriteTo(JsonObject o)
    {
        var entries = Sets.Where(s => !s.Value.IsEmpty)
            .OrderBy(s => s.Key.IsApply ? 0 : 1)
            .ThenBy(s => Times.GetValueOrDefault(s.Key))
            .ThenBy(s => s.Key.Manager, StringComparer.Ordinal)
            .ThenBy(s => s.Key.ApiVersion, StringComparer.Ordinal)
            .ThenBy(s => s.Key.Subresource, StringComparer.Ordinal)
            .Select(s => Write(s.Key, s.Value))
            .ToArray();
        if (entries.Length == 0)
        {
            o.Metadata().Remove("managedFields");
        }
        else
        {
            o.Metadata()["managedFields"] = new JsonArray(entries);
        }
    }

    /// <summary>The old object when nothing but the times of owners differs, so that nothing is written.</summary>
    public static JsonObject KeepTimesOfNoChange(JsonObject o, JsonObject old) =>
        JsonNode.DeepEquals(WithoutTimes(o), WithoutTimes(old)) ? old.Copy() : o;

    private static JsonObject WithoutTimes(JsonObject o)
    {
        var copy = o.Copy();
        foreach (var entry in (copy["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            entry.Remove("time");
        }
        return copy;
    }

    private void Read(JsonObject entry)
    {
        var key = new ManagerKey(
            (string?)entry["manager"] ?? "",
            (string?)entry["operation"] == "Apply",
            (string?)entry["apiVersion"] ?? "",
            (string?)entry["subresource"] ?? ""
        );
        if (entry["fieldsV1"] is not JsonObject fields)
        {
            return;
        }
        var set = FieldSet.FromJson(fields);
        Sets[key] = Sets.TryGetValue(key, out var known) ? known.Union(set) : set;
        if (DateTimeOffset.TryParse((string?)entry["time"], CultureInfo.InvariantCulture, out var time))
        {
            Times[key] = time;
        }
    }

    private JsonObject Write(ManagerKey key, FieldSet set)
    {
        var entry = new JsonObject
        {
            ["manager"] = key.Manager,
            ["operation"] = key.IsApply ? "Apply" : "Update",
            ["apiVersion"] = key.ApiVersion,
        };
        if (Times.TryGetValue(key, out var time))
        {
            entry["time"] = time.Rfc3339();
        }
        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = set.ToJson();
        if (key.Subresource.Length > 0)
        {
            entry["subresource"] = key.Subresource;
        }
        return entry;
    }
}
