using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ImageForge.Contracts.Results;
using ImageForge.Kube;
using ImageForge.Planning.Pods;
using ImageForge.Runtime.Informers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Scale;

/// <summary>
/// Stands for nodes and runners: each pod succeeds at once, with the termination message of its plan. Creates the pods
/// too where no Job controller does.
/// </summary>
internal sealed class InstantRunners : IAsyncDisposable
{
    private const int Workers = 8;

    private readonly KubeClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, string> _messages = new();
    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>();
    private readonly Task _running;

    public InstantRunners(Cluster cluster)
    {
        _client = cluster.Client;
        var options = new InformerOptions { LabelSelector = Labels.Selector };
        var maps = new Informer<V1ConfigMap>(_client, CoreResources.ConfigMaps, NullLogger.Instance, options);
        var pods = new Informer<V1Pod>(_client, CoreResources.Pods, NullLogger.Instance, options);
        maps.Subscribe(change =>
        {
            if (change is { Old: null, New: { } map } && PodPlanner.ReadPlan(map) is { } plan)
            {
                _messages[map.Metadata.Name!] = Message(plan);
            }
        });
        pods.Subscribe(change =>
        {
            if (change is { Old: null, New: { Metadata.DeletionTimestamp: null } pod })
            {
                _work.Writer.TryWrite(() => SucceedAsync(pod));
            }
        });
        List<Task> running = [maps.RunAsync(_stop.Token), pods.RunAsync(_stop.Token)];
        if (!cluster.RunsJobs)
        {
            var jobs = new Informer<V1Job>(_client, CoreResources.Jobs, NullLogger.Instance, options);
            jobs.Subscribe(change =>
            {
                if (change is { Old: null, New: { } job })
                {
                    _work.Writer.TryWrite(() => _client.CreateAsync(CoreResources.Pods, Pod(job), _stop.Token));
                }
            });
            running.Add(jobs.RunAsync(_stop.Token));
        }

        running.AddRange(Enumerable.Range(0, Workers).Select(_ => Task.Run(WorkAsync)));
        _running = Task.WhenAll(running);
    }

    /// <summary>Stops, and reports what failed.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var work in _work.Reader.ReadAllAsync(_stop.Token))
            {
                try
                {
                    await work();
                }
                catch (KubeException e) when (e.IsNotFound || e.IsAlreadyExists)
                {
                    // The object has been deleted meanwhile, or was created before a restarted watch.
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The end.
        }
    }

    private async Task SucceedAsync(V1Pod pod)
    {
        var plan = pod.Spec!.Volumes!.First(volume => volume.ConfigMap is not null).ConfigMap!.Name!;
        string? message;
        while (!_messages.TryGetValue(plan, out message))
        {
            await Task.Delay(10, _stop.Token);
        }

        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var status = new JsonObject
        {
            ["phase"] = "Succeeded",
            ["startTime"] = now,
            ["containerStatuses"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = PodPlanner.Container,
                    ["image"] = "imageforge/runner",
                    ["imageID"] = "",
                    ["ready"] = false,
                    ["restartCount"] = 0,
                    ["state"] = new JsonObject
                    {
                        ["terminated"] = new JsonObject
                        {
                            ["exitCode"] = 0,
                            ["reason"] = "Completed",
                            ["startedAt"] = now,
                            ["finishedAt"] = now,
                            ["message"] = message,
                        },
                    },
                }
            ),
        };
        await _client.PatchStatusAsync(
            CoreResources.Pods,
            ObjectKey.Of(pod),
            new JsonObject { ["status"] = status },
            _stop.Token
        );
    }

    private static V1Pod Pod(V1Job job) =>
        new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = job.Metadata.Name + "-0",
                NamespaceProperty = job.Metadata.NamespaceProperty,
                Labels = job.Spec!.Template.Metadata!.Labels,
                OwnerReferences =
                [
                    new()
                    {
                        ApiVersion = "batch/v1",
                        Kind = "Job",
                        Name = job.Metadata.Name!,
                        Uid = job.Metadata.Uid!,
                        Controller = true,
                    },
                ],
            },
            Spec = job.Spec.Template.Spec,
        };

    private static string Message(Contracts.Plans.RunPlan plan)
    {
        var digest = new string('0', 64);
        var message = new TerminationMessage
        {
            PlanHash = plan.PlanHash,
            Manifest = new ManifestRef(plan.Delivery.ManifestKey, digest),
            Artifacts = [.. plan.Delivery.Keys.Select(_ => new ArtifactDigest(digest, 1_000_000, 1024, 256))],
        };
        return Encoding.UTF8.GetString(message.ToBytes());
    }
}
