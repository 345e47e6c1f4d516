using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Resources.Kinds;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources;

/// <summary>Deletes stored objects, for requests and controllers.</summary>
internal static class ObjectDeletion
{
    /// <summary>The finalizers by which an owner waits for the garbage collector.</summary>
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    /// <summary>
    /// Begins the deletion: a pod that runs gets its grace period, a namespace and a definition become Terminating, an
    /// object with finalizers waits for them, and anything else goes at once.
    /// </summary>
    /// <param name="store">Where the object is.</param>
    /// <param name="key">The object.</param>
    /// <param name="policy">What happens to its dependents; null leaves the finalizers as they are.</param>
    /// <param name="graceSeconds">Of a pod: instead of its own grace period; 0 removes it without waiting for the node.</param>
    /// <param name="isMeant">When given, an object that it does not hold for is left alone; it may also refuse by throwing.</param>
    /// <param name="dryRun">True to change nothing.</param>
    /// <returns>The object as it is then and whether it is gone; null when there was none that is meant.</returns>
    public static (JsonObject Object, bool IsGone)? Begin(
        ObjectStore store,
        ObjectKey key,
        PropagationPolicy? policy = null,
        long? graceSeconds = null,
        Func<JsonObject, bool>? isMeant = null,
        bool dryRun = false
    )
    {
        while (true)
        {
            var (isLeft, isGone) = (false, false);
            JsonObject? marked = null;
            var result = store.Mutate(
                key,
                o =>
                {
                    (isLeft, isGone) = (isMeant?.Invoke(o) == false, false);
                    if (isLeft)
                    {
                        return null;
                    }
                    if (policy is { } wanted)
                    {
                        SetFinalizers(o, wanted);
                    }
                    var generation = o.IsTerminating() ? null : o.Generation() + 1;
                    Mark(o, key.Resource, graceSeconds, store.Time.GetUtcNow());
                    isGone = Deletions.IsDue(key.Resource, o);
                    // A pod says that its time is up before it goes.
                    if (isGone && key.Resource == BuiltinResources.Pods)
                    {
                        marked = o;
                        if (generation is not null)
                        {
                            o.Metadata()["generation"] = generation;
                        }
                    }
                    return isGone ? null : o;
                },
                dryRun
            );
            if (result is null || isLeft)
            {
                return null;
            }
            if (!isGone || dryRun)
            {
                return (result, isGone);
            }
            // Anything else that goes at once goes as it was.
            if (store.Remove(key, result.ResourceVersion(), marked) is { } last)
            {
                return (last, true);
            }
        }
    }

    /// <summary>Takes a finalizer away; an object that was only waiting for it goes.</summary>
    public static void RemoveFinalizer(ObjectStore store, ObjectKey key, string finalizer, string? uid = null) =>
        store.Mutate(
            key,
            o =>
            {
                if (uid is not null && o.Uid() != uid || !o.Finalizers().Contains(finalizer))
                {
                    return null;
                }
                SetFinalizers(o, o.Finalizers().Where(f => f != finalizer));
                return o;
            }
        );

    private static void SetFinalizers(JsonObject o, PropagationPolicy policy)
    {
        var wanted = policy switch
        {
            PropagationPolicy.Foreground => ForegroundFinalizer,
            PropagationPolicy.Orphan => OrphanFinalizer,
            _ => null,
        };
        var kept = o.Finalizers().Where(f => f == wanted || f is not (ForegroundFinalizer or OrphanFinalizer)).ToList();
        SetFinalizers(o, wanted is null || kept.Contains(wanted) ? kept : kept.Append(wanted));
    }

    private static void SetFinalizers(JsonObject o, IEnumerable<string> finalizers)
    {
        JsonNode[] list = [.. finalizers.Select(f => (JsonNode)f)];
        if (list.Length == 0)
        {
            o.Metadata().Remove("finalizers");
        }
        else
        {
            o.Metadata()["finalizers"] = new JsonArray(list);
        }
    }

    private static void Mark(JsonObject o, ResourceId resource, long? graceSeconds, DateTimeOffset now)
    {
        var metadata = o.Metadata();
        if (resource == BuiltinResources.Namespaces)
        {
            metadata["deletionTimestamp"] ??= now.Rfc3339();
            if (o["status"] is not JsonObject status)
            {
                o["status"] = status = [];
            }
            status["phase"] = "Terminating";
            return;
        }
        if (resource == BuiltinResources.CustomResourceDefinitions && !o.IsTerminating())
        {
            metadata["deletionTimestamp"] = now.Rfc3339();
            SetFinalizers(o, o.Finalizers().Append(DefinitionRules.CleanupFinalizer).Distinct());
            DefinitionRules.SetTerminating(o, now);
            return;
        }
        var grace = resource == BuiltinResources.Pods ? Grace(o, graceSeconds) : 0;
        // A second delete may shorten the wait, never lengthen it.
        if (o.IsTerminating() && (metadata["deletionGracePeriodSeconds"].Integer() ?? 0) <= grace)
        {
            return;
        }
        metadata["deletionTimestamp"] = Waits.After(now, Waits.Seconds(grace)).Rfc3339();
        metadata["deletionGracePeriodSeconds"] = grace;
    }

    // A pod that no node runs, or that has ended, needs no time to stop.
    private static long Grace(JsonObject pod, long? asked) =>
        (string?)pod["spec"]?["nodeName"] is null or "" || (string?)pod["status"]?["phase"] is "Succeeded" or "Failed"
            ? 0
            : Math.Max(0, asked ?? pod["spec"]?["terminationGracePeriodSeconds"].Integer() ?? 30);
}

/// <summary>What becomes of an object's dependents when it is deleted.</summary>
internal enum PropagationPolicy
{
    /// <summary>The object goes first, its dependents after it.</summary>
    Background,

    /// <summary>The dependents go first; the object waits for those that block it.</summary>
    Foreground,

    /// <summary>The dependents stay and lose the reference.</summary>
    Orphan,
}
