using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Patching;

/// <summary>JSON Merge Patch, RFC 7386.</summary>
internal static class MergePatch
{
    /// <summary>Applies a patch to an object, in place.</summary>
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
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
                    Apply(below, nested);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
