using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>The conditions of a namespace that is being deleted, worded as Kubernetes words them.</summary>
internal static class NamespaceConditions
{
    public static JsonArray Of(
        IEnumerable<ObjectKey> content,
        IReadOnlyCollection<JsonObject> objects,
        JsonObject ns,
        DateTimeOffset now
    )
    {
        var remaining = content
            .GroupBy(k => k.Resource)
            .Select(g =>
                string.Create(CultureInfo.InvariantCulture, $"{Dotted(g.Key)} has {g.Count()} resource instances")
            );
        var held = objects
            .SelectMany(o => o.Finalizers())
            .GroupBy(f => f)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} in {g.Count()} resource instances"));
        return
        [
            Condition(
                ns,
                now,
                "NamespaceDeletionDiscoveryFailure",
                null,
                "ResourcesDiscovered",
                "All resources successfully discovered"
            ),
            Condition(
                ns,
                now,
                "NamespaceDeletionGroupVersionParsingFailure",
                null,
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"
            ),
            Condition(
                ns,
                now,
                "NamespaceDeletionContentFailure",
                null,
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"
            ),
            objects.Count == 0
                ? Condition(
                    ns,
                    now,
                    "NamespaceContentRemaining",
                    null,
                    "ContentRemoved",
                    "All content successfully removed"
                )
                : Condition(
                    ns,
                    now,
                    "NamespaceContentRemaining",
                    true,
                    "SomeResourcesRemain",
                    $"Some resources are remaining: {string.Join(", ", remaining.Order())}"
                ),
            !objects.Any(o => o.Finalizers().Any())
                ? Condition(
                    ns,
                    now,
                    "NamespaceFinalizersRemaining",
                    null,
                    "ContentHasNoFinalizers",
                    "All content-preserving finalizers finished"
                )
                : Condition(
                    ns,
                    now,
                    "NamespaceFinalizersRemaining",
                    true,
                    "SomeFinalizersRemain",
                    $"Some content in the namespace has finalizers remaining: {string.Join(", ", held.Order())}"
                ),
        ];
    }

    // The core group ends in a dot here, unlike anywhere else.
    private static string Dotted(ResourceId resource) => $"{resource.Plural}.{resource.Group}";

    private static JsonObject Condition(
        JsonObject ns,
        DateTimeOffset now,
        string type,
        bool? isTrue,
        string reason,
        string message
    )
    {
        var status = isTrue == true ? "True" : "False";
        var old = ns.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);
        var since = old?.Text("status") == status ? old.Text("lastTransitionTime") : null;
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = status,
            ["lastTransitionTime"] = since ?? now.Rfc3339(),
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
