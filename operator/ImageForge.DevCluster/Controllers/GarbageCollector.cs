using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Controllers;

/// <summary>
/// Deletes what is owned by nothing that exists any more, and lets owners go that wait for their dependents
/// (<c>foregroundDeletion</c>) or for being forgotten by them (<c>orphan</c>).
/// </summary>
internal sealed class GarbageCollector(
    ObjectStore store,
    EventRecorder events,
    TimeProvider time,
    ILogger<GarbageCollector> logger
) : Controller(store, time, logger)
{
    private static readonly EventSource Source = new("garbage-collector-controller");

    private readonly ObjectGraph _graph = new();

    protected override ResourceId? Watched => null;

    protected override void Observe(StoreEvent change)
    {
        _graph.Apply(change);
        var o = change.Object;
        var isOwned = o.At("metadata", "ownerReferences") is JsonArray { Count: > 0 };
        if (change.Type == StoreEventType.Deleted)
        {
            foreach (var dependent in _graph.Dependents(o.Uid()))
            {
                Queue.Add(dependent);
            }
        }
        else if (isOwned || o.IsTerminating())
        {
            Queue.Add(change.Key());
        }
        // An owner that waits for this object has to look whether it still waits.
        if (!isOwned)
        {
            return;
        }
        foreach (var reference in o.Items("metadata", "ownerReferences"))
        {
            if (_graph.Find(reference.Text("uid") ?? "") is { } owner && IsWaiting(Store.Get(owner.Key)))
            {
                Queue.Add(owner.Key);
            }
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Store.Get(key) is not { } o)
        {
            return;
        }
        if (o.IsTerminating())
        {
            if (o.Finalizers().Contains(ObjectDeletion.OrphanFinalizer))
            {
                Orphan(key, o);
            }
            else if (IsWaiting(o))
            {
                DeleteDependents(key, o);
            }
            return;
        }
        if (o.Items("metadata", "ownerReferences").Any())
        {
            Check(key, o);
        }
    }

    private void Orphan(ObjectKey key, JsonObject owner)
    {
        foreach (var dependent in _graph.Dependents(owner.Uid()))
        {
            RemoveReferences(dependent, [owner.Uid()]);
        }
        ObjectDeletion.RemoveFinalizer(Store, key, ObjectDeletion.OrphanFinalizer, owner.Uid());
    }

    private void DeleteDependents(ObjectKey key, JsonObject owner)
    {
        var isBlocked = false;
        foreach (var dependent in _graph.Dependents(owner.Uid()))
        {
            if (Store.Get(dependent) is not { } found || References(found, owner.Uid()) is not { } reference)
            {
                continue;
            }
            if (!found.IsTerminating())
            {
                Check(dependent, found);
            }
            isBlocked |= reference.Flag("blockOwnerDeletion") == true && Store.Get(dependent)?.Uid() == found.Uid();
        }
        if (!isBlocked)
        {
            ObjectDeletion.RemoveFinalizer(Store, key, ObjectDeletion.ForegroundFinalizer, owner.Uid());
        }
    }

    /// <summary>Deletes an object whose owners are all gone or on their way out; else drops the references to those.</summary>
    private void Check(ObjectKey key, JsonObject o)
    {
        var references = o.Items("metadata", "ownerReferences").ToList();
        var owners = references.ConvertAll(r => (Uid: r.Text("uid") ?? "", State: Classify(o, r)));
        if (owners.Exists(w => w.State == OwnerState.Solid))
        {
            var gone = owners.Where(w => w.State != OwnerState.Solid).Select(w => w.Uid).ToList();
            if (gone.Count > 0)
            {
                RemoveReferences(key, gone);
            }
            return;
        }
        // An owner that waits for its dependents waits for theirs as well.
        var policy =
            owners.Exists(w => w.State == OwnerState.Waiting) && _graph.Dependents(o.Uid()).Count > 0
                ? PropagationPolicy.Foreground
                : PropagationPolicy.Background;
        ObjectDeletion.Begin(Store, key, policy, isMeant: found => found.Uid() == o.Uid());
    }

    private OwnerState Classify(JsonObject o, JsonObject reference)
    {
        var uid = reference.Text("uid") ?? "";
        if (
            _graph.Find(uid) is not { } owner
            || owner.Key.Name != reference.Text("name")
            || owner.Kind != reference.Text("kind")
        )
        {
            return OwnerState.Absent;
        }
        if (owner.Key.Namespace is { } ns && ns != o.Namespace())
        {
            WarnOfNamespace(o, reference);
            return OwnerState.Absent;
        }
        return IsWaiting(Store.Get(owner.Key)) ? OwnerState.Waiting : OwnerState.Solid;
    }

    private void WarnOfNamespace(JsonObject o, JsonObject reference)
    {
        var owner =
            $"[{reference.Text("apiVersion")}/{reference.Text("kind")}, namespace: {o.Namespace()}, "
            + $"name: {reference.Text("name")}, uid: {reference.Text("uid")}]";
        // The collector knows who an object is, not at which version.
        var about = o.Copy();
        about.Metadata().Remove("resourceVersion");
        events.Record(
            about,
            Source,
            "Warning",
            "OwnerRefInvalidNamespace",
            $"ownerRef {owner} does not exist in namespace \"{o.Namespace()}\""
        );
    }

    private void RemoveReferences(ObjectKey key, IReadOnlyCollection<string> uids) =>
        Store.Mutate(
            key,
            o =>
            {
                var left = o.Items("metadata", "ownerReferences").Where(r => !uids.Contains(r.Text("uid") ?? ""));
                var kept = left.Select(r => r.DeepClone()).ToArray();
                if (kept.Length == 0)
                {
                    o.Metadata().Remove("ownerReferences");
                }
                else
                {
                    o.Metadata()["ownerReferences"] = new JsonArray(kept);
                }
                return o;
            }
        );

    private static JsonObject? References(JsonObject o, string uid) =>
        o.Items("metadata", "ownerReferences").FirstOrDefault(r => r.Text("uid") == uid);

    private static bool IsWaiting(JsonObject? o) =>
        o?.IsTerminating() == true && o.Finalizers().Contains(ObjectDeletion.ForegroundFinalizer);

    private enum OwnerState
    {
        Solid,
        Waiting,
        Absent,
    }
}
