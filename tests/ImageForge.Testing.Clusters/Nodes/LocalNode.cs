using System.Security.Cryptography.X509Certificates;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Informers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Testing.Clusters.Nodes;

/// <summary>
/// Scheduler and node for an API server that has neither: the development cluster's own, working on a mirror of the
/// server's objects; what they change of it is reported to the server. Each container is a local process.
/// </summary>
internal sealed class LocalNode : IAsyncDisposable
{
    private readonly KubeClient _client;
    private readonly ObjectStore _store = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _following = [];
    private readonly PodNetwork _network = new();
    private readonly Task<Watchdog> _watchdog = Task.Run(() => new Watchdog());
    private readonly PodLogs _logs = new(TimeProvider.System);
    private readonly Scheduler _scheduler;
    private readonly NodeAgent _kubelet;
    private KubeletServer? _server;

    private LocalNode(KubeConfig config, WorkloadOptions options)
    {
        _client = KubeClient.Create(config);
        var events = new EventRecorder(_store, TimeProvider.System);
        _scheduler = new Scheduler(
            _store,
            events,
            options.NodeName,
            TimeProvider.System,
            NullLogger<Scheduler>.Instance
        );
        _kubelet = new NodeAgent(
            new KubeletServices
            {
                Store = _store,
                Options = options,
                Events = events,
                Images = new ImageMap(options.Images),
                Network = _network,
                Watchdog = _watchdog,
                Logs = _logs,
                Time = TimeProvider.System,
                Logger = NullLogger<PodWorker>.Instance,
            },
            NullLogger<NodeAgent>.Instance
        );
    }

    /// <summary>Registers the node; it runs pods when this returns.</summary>
    /// <param name="config">The API server, and a user that may do everything.</param>
    /// <param name="data">Folder for the files of pods.</param>
    /// <param name="images">The executable that stands for each image.</param>
    /// <param name="certificate">What the node shows to the API server that asks it for logs.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<LocalNode> StartAsync(
        KubeConfig config,
        string data,
        IReadOnlyDictionary<string, string> images,
        X509Certificate2 certificate,
        CancellationToken cancellation
    )
    {
        var options = new WorkloadOptions
        {
            DataDirectory = data,
            Images = images,
            NodeName = "local",
        };
        var node = new LocalNode(config, options);
        try
        {
            await node.StartAsync(options, certificate, cancellation);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops everything that runs.</summary>
    /// <exception cref="KubeException">The API server refused something that the node told it.</exception>
    public async ValueTask DisposeAsync()
    {
        await _scheduler.DisposeAsync();
        await _kubelet.DisposeAsync();
        await _stop.CancelAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        (await _watchdog).Dispose();
        _network.Dispose();
        await Task.WhenAll(_following);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task StartAsync(WorkloadOptions options, X509Certificate2 certificate, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.DataDirectory);
        _server = await KubeletServer.StartAsync(_store, _logs, certificate, cancellation);
        await RegisterAsync(options.NodeName, _server.Port, cancellation);
        var mirror = new Mirror(_store);
        await Task.WhenAll(
            FollowAsync(mirror, "Namespace", BuiltinResources.Namespaces, false),
            FollowAsync(mirror, "ConfigMap", BuiltinResources.ConfigMaps, true),
            FollowAsync(mirror, "Secret", BuiltinResources.Secrets, true)
        );
        await FollowAsync(mirror, "Pod", BuiltinResources.Pods, true);
        _following.Add(Task.Run(() => new Reporter(_client, _store).RunAsync(_stop.Token), CancellationToken.None));
        _scheduler.Start();
        _kubelet.Start();
    }

    private async Task RegisterAsync(string name, int port, CancellationToken cancellation)
    {
        NodeObject.Ensure(_store, name, new Dictionary<string, string>());
        var node = _store.Get(new(BuiltinResources.Nodes, null, name))!.Copy();
        node.Metadata().Remove("resourceVersion");
        node["status"]!["daemonEndpoints"] = new System.Text.Json.Nodes.JsonObject
        {
            ["kubeletEndpoint"] = new System.Text.Json.Nodes.JsonObject { ["Port"] = port },
        };
        await _client.CreateAsync(
            CoreResources.Plain("", "v1", "Node", "nodes", namespaced: false),
            new Unstructured(node),
            cancellation
        );
    }

    private Task FollowAsync(Mirror mirror, string kind, ResourceId resource, bool namespaced)
    {
        var informer = new Informer<Unstructured>(
            _client,
            CoreResources.Plain(resource.Group, "v1", kind, resource.Plural, namespaced),
            NullLogger.Instance
        );
        informer.Subscribe(change => mirror.Take(kind, resource, change));
        _following.Add(Task.Run(() => informer.RunAsync(_stop.Token), CancellationToken.None));
        return informer.Synced;
    }
}
