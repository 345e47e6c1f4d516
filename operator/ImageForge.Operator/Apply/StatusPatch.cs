using System.Text.Json.Nodes;

namespace ImageForge.Operator.Apply;

/// <summary>Computes the minimal JSON merge patch (RFC 7386) between two objects.</summary>
internal static class StatusPatch
{
    /// <summary>The patch from <paramref name="before"/> to <paramref name="after"/>; null if they are equal.</summary>
    public static JsonObject? Between(JsonObject before, JsonObject after)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in after)
        {
            var old = before[name];
            if (JsonNode.DeepEquals(old, value))
            {
                continue;
            }

            patch[name] = old is JsonObject o && value is JsonObject v ? Between(o, v) : value?.DeepClone();
        }

        foreach (var (name, value) in before)
        {
            if (value is not null && after[name] is null)
            {
                patch[name] = null;
            }
        }

        return patch.Count == 0 ? null : patch;
    }
}
