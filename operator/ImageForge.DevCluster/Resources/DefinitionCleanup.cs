using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Kinds;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources;

/// <summary>
/// Finishes the deletion of CustomResourceDefinitions: deletes what they define, and lets them go when nothing of it is
/// left.
/// </summary>
internal sealed class DefinitionCleanup : IAsyncDisposable
{
    private readonly ObjectStore _store;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    private DefinitionCleanup(ObjectStore store) => _store = store;

    public static DefinitionCleanup Start(ObjectStore store)
    {
        var cleanup = new DefinitionCleanup(store);
        cleanup._running = Task.Run(() => cleanup.FollowAsync(cleanup._stop.Token));
        return cleanup;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var change in _store.Watch(null, null, 0, cancel))
            {
                var concerns =
                    change.Resource == BuiltinResources.CustomResourceDefinitions
                    || change.Type == StoreEventType.Deleted;
                if (!concerns)
                {
                    continue;
                }
                foreach (var definition in _store.List(BuiltinResources.CustomResourceDefinitions, null))
                {
                    if (definition.IsTerminating())
                    {
                        Clean(definition);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The cluster stops.
        }
    }

    private void Clean(JsonObject definition)
    {
        var spec = definition["spec"]!;
        var resource = new ResourceId((string)spec["group"]!, (string)spec["names"]!["plural"]!);
        foreach (var o in _store.List(resource, null).Where(o => !o.IsTerminating()))
        {
            ObjectDeletion.Begin(_store, new ObjectKey(resource, o.Namespace(), o.Name()));
        }
        if (_store.List(resource, null).Count > 0)
        {
            return;
        }
        ObjectDeletion.RemoveFinalizer(
            _store,
            new ObjectKey(BuiltinResources.CustomResourceDefinitions, null, definition.Name()),
            DefinitionRules.CleanupFinalizer
        );
    }
}
