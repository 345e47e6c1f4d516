using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Removes events some time after they were last written, as the API server does after an hour.</summary>
internal sealed class EventExpiry(
    ObjectStore store,
    EventRecorder recorder,
    TimeSpan lifetime,
    TimeProvider time,
    ILogger<EventExpiry> logger
) : Controller(store, time, logger)
{
    private readonly Dictionary<ObjectKey, DateTimeOffset> _due = [];

    protected override ResourceId? Watched => BuiltinResources.Events;

    protected override void Observe(StoreEvent change)
    {
        var key = change.Key();
        lock (_due)
        {
            if (change.Type == StoreEventType.Deleted)
            {
                _due.Remove(key);
                recorder.Forget(key);
                return;
            }
            _due[key] = Time.GetUtcNow() + lifetime;
        }
        Queue.AddAt(key, Time.GetUtcNow() + lifetime);
    }

    protected override void Reconcile(ObjectKey key)
    {
        lock (_due)
        {
            if (!_due.TryGetValue(key, out var due))
            {
                return;
            }
            if (due > Time.GetUtcNow())
            {
                Queue.AddAt(key, due);
                return;
            }
        }
        Store.Remove(key);
    }
}
