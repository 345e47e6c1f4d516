using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>The logs of all containers, for <c>GET …/pods/NAME/log</c>.</summary>
internal sealed class PodLogs(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Uid, string Container), ContainerLog[]> _runs = new();

    /// <summary>
    /// What a pod's container printed, to be written to the answer piece by piece; ends when the log does, or with
    /// <see cref="LogQuery.Follow"/> when the container does. Null when the pod is on no node yet: 204.
    /// </summary>
    /// <exception cref="ApiError">BadRequest: no such container, or it has not started.</exception>
    public IAsyncEnumerable<ReadOnlyMemory<byte>>? Read(JsonObject pod, LogQuery query, CancellationToken cancel)
    {
        var container = Choose(pod, query.Container);
        if (pod.Text("spec", "nodeName") is null or "")
        {
            return null;
        }
        var runs = _runs.GetValueOrDefault((pod.Uid(), container), []);
        if (query.Previous)
        {
            return runs.Length < 2
                ? throw ApiError.BadRequest(
                    $"previous terminated container \"{container}\" in pod \"{pod.Name()}\" not found"
                )
                : new LogReader(runs[^2], query, time.GetUtcNow()).ReadAsync(cancel);
        }
        if (runs.Length == 0)
        {
            throw ApiError.BadRequest(
                $"container \"{container}\" in pod \"{pod.Name()}\" is waiting to start: {Reason(pod, container)}"
            );
        }
        return new LogReader(runs[^1], query, time.GetUtcNow()).ReadAsync(cancel);
    }

    /// <summary>A new log for the next run of a container.</summary>
    public ContainerLog Open(string uid, string container, string path)
    {
        var log = new ContainerLog(path, time);
        _runs.AddOrUpdate((uid, container), _ => [log], (_, runs) => [.. runs, log]);
        return log;
    }

    /// <summary>Forgets a pod that is gone.</summary>
    public void Forget(string uid)
    {
        foreach (var key in _runs.Keys.Where(k => k.Uid == uid))
        {
            if (_runs.TryRemove(key, out var runs))
            {
                Array.ForEach(runs, r => r.Dispose());
            }
        }
    }

    private static string Choose(JsonObject pod, string? asked)
    {
        var init = pod.Items("spec", "initContainers").Select(c => c.Text("name") ?? "").ToList();
        var containers = pod.Items("spec", "containers").Select(c => c.Text("name") ?? "").ToList();
        if (asked is not null)
        {
            return init.Contains(asked) || containers.Contains(asked)
                ? asked
                : throw ApiError.BadRequest($"container {asked} is not valid for pod {pod.Name()}");
        }
        if (containers.Count == 1)
        {
            return containers[0];
        }
        if (
            pod.Text("metadata", "annotations", "kubectl.kubernetes.io/default-container") is { } usual
            && containers.Contains(usual)
        )
        {
            return usual;
        }
        var all = string.Join(' ', init.Concat(containers));
        throw ApiError.BadRequest($"a container name must be specified for pod {pod.Name()}, choose one of: [{all}]");
    }

    private static string Reason(JsonObject pod, string container) =>
        pod.Items("status", "initContainerStatuses")
            .Concat(pod.Items("status", "containerStatuses"))
            .FirstOrDefault(c => c.Text("name") == container)
            .Text("state", "waiting", "reason")
        ?? "ContainerCreating";
}
