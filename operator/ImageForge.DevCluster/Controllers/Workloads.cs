using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Controllers;

/// <summary>
/// Everything of the cluster that acts on its own: namespace controller, scheduler, kubelet, job controller, garbage collector,
/// expiry of events. All of it works on the store alone and ends with this, the containers included.
/// </summary>
internal sealed class Workloads : IAsyncDisposable
{
    private readonly List<Controller> _controllers;
    private readonly NodeAgent _kubelet;
    private readonly PodNetwork _network;
    private readonly Task<Watchdog> _watchdog;

    private Workloads(
        ObjectStore store,
        WorkloadOptions options,
        PodLogs logs,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        _network = new PodNetwork();
        // Begun here so that the first pod need not wait for it.
        _watchdog = Task.Run(() => new Watchdog());
        var events = new EventRecorder(store, time);
        _kubelet = new NodeAgent(
            new KubeletServices
            {
                Store = store,
                Options = options,
                Events = events,
                Images = new ImageMap(options.Images),
                Network = _network,
                Watchdog = _watchdog,
                Logs = logs,
                Time = time,
                Logger = loggers.CreateLogger<PodWorker>(),
            },
            loggers.CreateLogger<NodeAgent>()
        );
        _controllers =
        [
            new NamespaceController(store, time, loggers.CreateLogger<NamespaceController>()),
            new GarbageCollector(store, events, time, loggers.CreateLogger<GarbageCollector>()),
            new JobController(store, events, options, time, loggers.CreateLogger<JobController>()),
            new Scheduler(store, events, options.NodeName, time, loggers.CreateLogger<Scheduler>()),
            new EventExpiry(store, events, options.EventLifetime, time, loggers.CreateLogger<EventExpiry>()),
        ];
    }

    /// <summary>Creates the node and starts everything; returns at once. The namespaces must be there.</summary>
    /// <exception cref="InvalidOperationException">No loopback net is free for pods.</exception>
    public static Workloads Start(
        ObjectStore store,
        WorkloadOptions options,
        PodLogs logs,
        TimeProvider time,
        ILoggerFactory loggers
    )
    {
        Directory.CreateDirectory(options.DataDirectory);
        NodeObject.Ensure(store, options.NodeName, options.Resources);
        var workloads = new Workloads(store, options, logs, time, loggers);
        workloads._controllers.ForEach(c => c.Start());
        workloads._kubelet.Start();
        return workloads;
    }

    /// <summary>Stops the controllers, then all containers.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var controller in _controllers)
        {
            await controller.DisposeAsync();
        }
        await _kubelet.DisposeAsync();
        (await _watchdog).Dispose();
        _network.Dispose();
    }
}
