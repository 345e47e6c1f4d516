using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>What every pod of the node shares.</summary>
internal sealed record KubeletServices
{
    public required ObjectStore Store { get; init; }

    public required WorkloadOptions Options { get; init; }

    public required EventRecorder Events { get; init; }

    public required ImageMap Images { get; init; }

    public required PodNetwork Network { get; init; }

    /// <summary>Started in the background: the first container waits for it.</summary>
    public required Task<Watchdog> Watchdog { get; init; }

    public required PodLogs Logs { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger<PodWorker> Logger { get; init; }

    public EventSource Source => new("kubelet", Options.NodeName);
}
