using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Storage;

/// <summary>When a terminating object may go.</summary>
internal static class Deletions
{
    private static readonly ResourceId Namespaces = new("", "namespaces");

    /// <summary>
    /// True when deletion was asked for and nothing holds the object: no finalizer (of a namespace: no
    /// <c>spec.finalizers</c> either) and no grace period, which a pod's kubelet ends by setting it to 0.
    /// </summary>
    public static bool IsDue(ResourceId r, JsonObject o) =>
        o.IsTerminating()
        && !o.Finalizers().Any()
        && o["metadata"]!["deletionGracePeriodSeconds"].Integer() is null or 0
        && !(r == Namespaces && o["spec"]?["finalizers"] is JsonArray { Count: > 0 });
}
