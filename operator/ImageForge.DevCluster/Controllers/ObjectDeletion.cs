using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>What a DELETE does to a stored object.</summary>
internal static class ObjectDeletion
{
    /// <summary>The finalizers by which an owner waits for the garbage collector.</summary>
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    /// <summary>
    /// Begins the deletion: a pod that runs gets its grace period, a namespace becomes Terminating, an object with
    /// finalizers waits for them, and anything else goes at once. Returns the object as it is then, or null when there
    /// is none (any more).
    /// </summary>
    /// <param name="store">Where the object is.</param>
    /// <param name="key">The object.</param>
    /// <param name="policy">What happens to its dependents; with null they are left to the garbage collector.</param>
    /// <param name="graceSeconds">Of a pod: instead of its own grace period; 0 removes it without waiting for the node.</param>
    /// <param name="uid">When given, only an object with this uid is deleted.</param>
    public static JsonObject? Begin(
        ObjectStore store,
        ObjectKey key,
        PropagationPolicy? policy = null,
        long? graceSeconds = null,
        string? uid = null
    ) =>
        store.Mutate(
            key,
            o =>
            {
                if (uid is not null && o.Uid() != uid)
                    return null;
                AddFinalizer(o, policy);
                Mark(o, key.Resource, graceSeconds, store.Time.GetUtcNow());
                return o;
            }
        );

    /// <summary>Takes a finalizer away; an object that was only waiting for it goes.</summary>
    public static void RemoveFinalizer(ObjectStore store, ObjectKey key, string finalizer, string? uid = null) =>
        store.Mutate(
            key,
            o =>
            {
                if (uid is not null && o.Uid() != uid || !o.Finalizers().Contains(finalizer))
                    return null;
                var left = o.Finalizers().Where(f => f != finalizer).Select(f => (JsonNode)f).ToArray();
                if (left.Length == 0)
                    o.Metadata().Remove("finalizers");
                else
                    o.Metadata()["finalizers"] = new JsonArray(left);
                return o;
            }
        );

    private static void AddFinalizer(JsonObject o, PropagationPolicy? policy)
    {
        var finalizer = policy switch
        {
            PropagationPolicy.Foreground => ForegroundFinalizer,
            PropagationPolicy.Orphan => OrphanFinalizer,
            _ => null,
        };
        if (finalizer is null || o.Finalizers().Contains(finalizer))
            return;
        o.Metadata()["finalizers"] = new JsonArray([.. o.Finalizers().Append(finalizer).Select(f => (JsonNode)f)]);
    }

    private static void Mark(JsonObject o, ResourceId resource, long? graceSeconds, DateTimeOffset now)
    {
        var metadata = o.Metadata();
        if (resource == BuiltinResources.Namespaces)
        {
            metadata["deletionTimestamp"] ??= now.Rfc3339();
            if (o["status"] is not JsonObject status)
                o["status"] = status = [];
            status["phase"] = "Terminating";
            return;
        }
        var grace = resource == BuiltinResources.Pods ? Grace(o, graceSeconds) : 0;
        // A second delete may shorten the wait, never lengthen it.
        if (o.IsTerminating() && (o.Number("metadata", "deletionGracePeriodSeconds") ?? 0) <= grace)
            return;
        metadata["deletionTimestamp"] = (now + TimeSpan.FromSeconds(grace)).Rfc3339();
        metadata["deletionGracePeriodSeconds"] = grace;
    }

    // A pod that no node runs, or that has ended, needs no time to stop.
    private static long Grace(JsonObject pod, long? asked) =>
        pod.Text("spec", "nodeName") is null or "" || pod.Text("status", "phase") is "Succeeded" or "Failed"
            ? 0
            : Math.Max(0, asked ?? pod.Number("spec", "terminationGracePeriodSeconds") ?? 30);
}
