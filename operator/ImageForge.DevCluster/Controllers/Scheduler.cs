using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Binds pods to the one node; those that do not fit wait until others have ended.</summary>
internal sealed class Scheduler(
    ObjectStore store,
    EventRecorder events,
    string nodeName,
    TimeProvider time,
    ILogger<Scheduler> logger
) : Controller(store, time, logger)
{
    private static readonly EventSource Source = new("default-scheduler");

    private readonly HashSet<ObjectKey> _unfit = [];

    protected override ResourceId? Watched => BuiltinResources.Pods;

    protected override void Observe(StoreEvent change)
    {
        var pod = change.Object;
        if (change.Type != StoreEventType.Deleted && IsPending(pod))
        {
            Queue.Add(change.Key());
            return;
        }
        if (change.Type != StoreEventType.Deleted && !IsEnded(pod))
        {
            return;
        }
        lock (_unfit)
        {
            foreach (var key in _unfit)
            {
                Queue.Add(key);
            }
        }
    }

    protected override void Reconcile(ObjectKey key)
    {
        if (
            Store.Get(key) is not { } pod
            || !IsPending(pod)
            || Store.Get(new ObjectKey(BuiltinResources.Nodes, null, nodeName)) is not { } node
        )
        {
            SetFit(key, true);
            return;
        }
        var running = Store
            .List(BuiltinResources.Pods, null)
            .Where(p => p.Text("spec", "nodeName") == nodeName && !IsEnded(p))
            .ToList();
        var refusal = Scheduling.Refusal(pod, node, running);
        SetFit(key, refusal is null);
        if (refusal is null)
        {
            Bind(key, pod);
        }
        else if (pod.Items("status", "conditions").All(c => c.Text("message") != refusal))
        {
            Refuse(key, pod, refusal);
        }
    }

    private void Bind(ObjectKey key, JsonObject pod)
    {
        var bound = Store.Mutate(
            key,
            p =>
            {
                if (!IsPending(p))
                {
                    return null;
                }
                PodBinding.Assign(p, nodeName, Time.GetUtcNow());
                return p;
            }
        );
        if (bound is not null)
        {
            events.Record(
                pod,
                Source,
                "Normal",
                "Scheduled",
                $"Successfully assigned {key.Namespace}/{key.Name} to {nodeName}"
            );
        }
    }

    private void Refuse(ObjectKey key, JsonObject pod, string refusal)
    {
        Store.Mutate(
            key,
            p =>
            {
                PodBinding.Refuse(p, refusal, Time.GetUtcNow());
                return p;
            }
        );
        events.Record(pod, Source, "Warning", "FailedScheduling", refusal);
    }

    private void SetFit(ObjectKey key, bool fits)
    {
        lock (_unfit)
        {
            if (fits)
            {
                _unfit.Remove(key);
            }
            else
            {
                _unfit.Add(key);
            }
        }
    }

    private static bool IsPending(JsonObject pod) =>
        pod.Text("spec", "nodeName") is null or "" && !pod.IsTerminating() && !IsEnded(pod);

    private static bool IsEnded(JsonObject pod) => pod.Text("status", "phase") is "Succeeded" or "Failed";
}
