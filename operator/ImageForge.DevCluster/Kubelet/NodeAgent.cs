using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>The kubelet: runs the pods that are bound to the node as local processes.</summary>
internal sealed partial class NodeAgent : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly KubeletServices _services;
    private readonly ILogger<NodeAgent> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, PodWorker> _workers = [];
    private readonly List<Task> _leaving = [];
    private Task _following = Task.CompletedTask;

    public NodeAgent(KubeletServices services, ILogger<NodeAgent> logger)
    {
        _services = services;
        _logger = logger;
    }

    public void Start() => _following = Task.Run(() => FollowAsync(_stop.Token));

    /// <summary>Stops all containers: asks them first, ends them after a second.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        foreach (var worker in _workers.Values)
        {
            worker.RequestStop(StopTime);
        }
        foreach (var worker in _workers.Values)
        {
            await worker.DisposeAsync();
        }
        await Task.WhenAll(_leaving);
        _stop.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var change in _services.Store.Watch(null, null, 0, cancel))
            {
                if (change.Resource == BuiltinResources.Pods)
                {
                    Observe(change);
                }
                else if (change.Resource == BuiltinResources.ConfigMaps || change.Resource == BuiltinResources.Secrets)
                {
                    Wake(change.Object.Namespace());
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { }
        catch (Exception e)
        {
            LogStopped(e);
            throw;
        }
    }

    private void Observe(StoreEvent change)
    {
        var pod = change.Object;
        var worker = _workers.GetValueOrDefault(pod.Uid());
        if (change.Type == StoreEventType.Deleted)
        {
            if (worker is null)
            {
                return;
            }
            worker.Kill();
            _workers.Remove(pod.Uid());
            _leaving.RemoveAll(t => t.IsCompletedSuccessfully);
            _leaving.Add(worker.DisposeAsync().AsTask());
        }
        else if (worker is not null)
        {
            if (pod.IsTerminating())
            {
                Stop(worker, pod);
            }
        }
        else if (pod.Text("spec", "nodeName") == _services.Options.NodeName)
        {
            Admit(pod);
        }
    }

    private void Admit(JsonObject pod)
    {
        // A pod that ended, or is deleted, before it was seen has nothing to run.
        if (pod.Text("status", "phase") is "Succeeded" or "Failed" || pod.IsTerminating())
        {
            PodTermination.Finish(_services.Store, pod.Key(BuiltinResources.Pods), pod.Uid());
            return;
        }
        var worker = _workers[pod.Uid()] = new PodWorker(_services, pod);
        worker.Start();
    }

    private void Stop(PodWorker worker, JsonObject pod)
    {
        if (worker.IsOver)
        {
            PodTermination.Finish(_services.Store, pod.Key(BuiltinResources.Pods), pod.Uid());
        }
        else
        {
            worker.RequestStop(Waits.Seconds(pod.Number("metadata", "deletionGracePeriodSeconds") ?? 0));
        }
    }

    private void Wake(string? ns)
    {
        foreach (var worker in _workers.Values.Where(w => w.Namespace == ns))
        {
            worker.ConfigurationChanged();
        }
    }

    [LoggerMessage(3102, LogLevel.Critical, "the kubelet no longer follows the store")]
    private partial void LogStopped(Exception e);
}
