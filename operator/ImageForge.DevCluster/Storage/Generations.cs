using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Storage;

/// <summary>When <c>metadata.generation</c> is kept and when it counts up.</summary>
internal static class Generations
{
    // Kubernetes gives these kinds no generation: they have no desired state of their own.
    private static readonly HashSet<string> Uncounted =
    [
        "configmaps",
        "secrets",
        "namespaces",
        "nodes",
        "events",
        "serviceaccounts",
        "services",
        "persistentvolumeclaims",
        "leases",
        "roles",
        "rolebindings",
        "clusterroles",
        "clusterrolebindings",
    ];

    public static bool AreCounted(ResourceId r) =>
        !Uncounted.Contains(r.Plural) || r.Group.Contains('.') && !IsBuiltin(r.Group);

    /// <summary>True when anything but metadata and status differs, or when deletion has just been asked for.</summary>
    public static bool IsDesiredStateChanged(JsonObject old, JsonObject changed)
    {
        if (old.Generation() is null)
        {
            return false;
        }
        // A definition is marked for deletion by a change of its own.
        if (changed.IsTerminating() && !old.IsTerminating())
        {
            return old.Kind() != "CustomResourceDefinition";
        }
        return Keys(old)
            .Union(Keys(changed))
            .Any(k => !JsonNode.DeepEquals(old[k], changed[k]) && !(k == "spec" && IsBinding(old, changed)));
    }

    // Binding says where a pod runs, not what is wanted of it.
    private static bool IsBinding(JsonObject old, JsonObject changed)
    {
        if (old.Kind() != "Pod" || old["spec"]?["nodeName"] is not null || changed["spec"]?["nodeName"] is null)
        {
            return false;
        }
        var bound = (JsonObject)changed["spec"]!.DeepClone();
        bound.Remove("nodeName");
        return JsonNode.DeepEquals(old["spec"], bound);
    }

    private static bool IsBuiltin(string group) => group.EndsWith(".k8s.io", StringComparison.Ordinal);

    private static IEnumerable<string> Keys(JsonObject o) =>
        o.Select(p => p.Key).Where(k => k is not ("metadata" or "status" or "apiVersion" or "kind"));
}
