using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Empties a namespace that is being deleted, then lets it go.</summary>
internal sealed class NamespaceController(ObjectStore store, TimeProvider time, ILogger<NamespaceController> logger)
    : Controller(store, time, logger)
{
    // So long Kubernetes waits before it empties a namespace, as some of its servers may not know yet that it goes.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ObjectGraph _graph = new();

    protected override ResourceId? Watched => null;

    protected override void Observe(StoreEvent change)
    {
        _graph.Apply(change);
        if (change.Resource == BuiltinResources.Namespaces)
        {
            if (change.Object.IsTerminating() && change.Type != StoreEventType.Deleted)
            {
                Queue.AddAt(change.Key(), DueTime(change.Object));
            }
        }
        else if (change.Object.Namespace() is { } ns)
        {
            var key = new ObjectKey(BuiltinResources.Namespaces, null, ns);
            if (Store.Get(key) is { } terminating && terminating.IsTerminating())
            {
                Queue.AddAt(key, DueTime(terminating));
            }
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (Store.Get(key) is not { } ns || !ns.IsTerminating())
        {
            return;
        }
        foreach (var content in _graph.InNamespace(key.Name))
        {
            Delete(content);
        }
        var left = _graph.InNamespace(key.Name).Select(Store.Get).OfType<JsonObject>().ToList();
        var conditions = NamespaceConditions.Of(
            _graph.InNamespace(key.Name).Where(k => Store.Get(k) is not null),
            left,
            ns,
            Time.GetUtcNow()
        );
        Store.Mutate(
            key,
            o =>
            {
                if (o["status"] is not JsonObject status)
                {
                    o["status"] = status = [];
                }
                status["conditions"] = conditions.DeepClone();
                return o;
            }
        );
        if (left.Count == 0)
        {
            Store.Mutate(key, Finalize);
        }
    }

    private static DateTimeOffset DueTime(JsonObject ns) =>
        DateTimeOffset.Parse(ns.Text("metadata", "deletionTimestamp")!, CultureInfo.InvariantCulture) + Grace;

    private void Delete(ObjectKey content)
    {
        if (Store.Get(content) is { } o && !o.IsTerminating())
        {
            ObjectDeletion.Begin(
                Store,
                content,
                PropagationPolicy.Background,
                isMeant: found => found.Uid() == o.Uid()
            );
        }
    }

    private static JsonObject Finalize(JsonObject ns)
    {
        if (ns["spec"] is JsonObject spec)
        {
            spec.Remove("finalizers");
        }
        return ns;
    }
}

/// <summary>Whether a namespace takes new objects.</summary>
internal static class NamespaceContent
{
    /// <summary>
    /// False when the namespace is absent or terminating: the API server refuses new content there, and a controller
    /// that wrote past it would keep the namespace from ever becoming empty.
    /// </summary>
    public static bool IsAccepted(ObjectStore store, string? ns) =>
        ns is null
        || store.Get(new ObjectKey(BuiltinResources.Namespaces, null, ns)) is { } found && !found.IsTerminating();
}
