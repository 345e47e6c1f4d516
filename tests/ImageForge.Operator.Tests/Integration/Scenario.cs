using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Operator.Scheduling;
using ImageForge.Planning;
using ImageForge.Planning.Pods;
using ImageForge.Runtime.Controllers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>One namespace of the cluster, and operators that come and go.</summary>
internal sealed class Scenario(ClusterFixture cluster, string ns) : IAsyncDisposable
{
    public const string Rain = """
        {"seed":7,"size":{"preset":"Thumbnail"},
         "compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],"atmosphere":{}}}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    public string Namespace => ns;

    public KubeClient Client => cluster.Client;

    public string KubeconfigPath => cluster.KubeconfigPath;

    public static async Task<Scenario> StartAsync(ClusterFixture cluster, bool withOperator = true)
    {
        var scenario = new Scenario(cluster, await cluster.NamespaceAsync());
        if (withOperator)
        {
            scenario.StartOperator();
        }

        return scenario;
    }

    public void StartOperator(
        KubeConfig? config = null,
        IReadOnlyList<string>? namespaces = null,
        Func<IReconciler, IReconciler>? intercept = null,
        ILoggerFactory? logging = null,
        string? runnerImage = null,
        SlotLimits? limits = null
    )
    {
        _stop = new CancellationTokenSource();
        var options = new OperatorOptions
        {
            KubeConfig = config ?? cluster.Config,
            Namespaces = namespaces ?? [ns],
            Port = null,
            Limits = limits ?? new(500),
            Intercept = intercept,
            AbsenceBackoff = new() { First = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(200) },
            DefectBackoff = new() { First = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(40) },
            Logging = logging ?? NullLoggerFactory.Instance,
            Defaults = new OperatorDefaults
            {
                RunnerImage = runnerImage ?? new OperatorDefaults().RunnerImage,
                StoreUri = "file://" + Path.Combine(cluster.Store, ns),
                AllowFileUris = true,
                ServiceAccountNames = ["default"],
                Requests = new Dictionary<string, string>(),
            },
        };
        Directory.CreateDirectory(Path.Combine(cluster.Store, ns));
        _running = Task.Run(() => OperatorHost.RunAsync(options, _stop.Token));
    }

    /// <summary>Whether an operator that was started has ended by itself.</summary>
    public bool HasEnded => _stop is not null && _running.IsCompleted;

    public async Task StopOperatorAsync()
    {
        await _stop!.CancelAsync();
        await _running;
        _stop.Dispose();
        _stop = null;
    }

    public Task<GenerationJob> ApplyAsync(string name, string spec) =>
        Client.ApplyAsync(
            ApiResources.GenerationJobs,
            Build(GenerationJob.KindName, name, spec).Deserialize(ApiJson.Of<GenerationJob>())!,
            "test",
            CancellationToken.None
        );

    public Task<Storyboard> BoardAsync(string name, string spec) =>
        Client.ApplyAsync(
            ApiResources.Storyboards,
            Build(Storyboard.KindName, name, spec).Deserialize(ApiJson.Of<Storyboard>())!,
            "test",
            CancellationToken.None
        );

    public Task ProfileAsync(string name, string spec) =>
        Client.ApplyAsync(
            ApiResources.AtmosphereProfiles,
            Build(Api.AtmosphereProfiles.AtmosphereProfile.KindName, name, spec)
                .Deserialize(ApiJson.Of<AtmosphereProfile>())!,
            "test",
            CancellationToken.None
        );

    public Task PatchSpecAsync(string name, string patch) =>
        Client.MergePatchAsync(
            ApiResources.GenerationJobs,
            new ObjectKey(ns, name),
            new JsonObject { ["spec"] = JsonNode.Parse(patch) },
            CancellationToken.None
        );

    public Task<GenerationJob> JobAsync(string name) =>
        Client.GetAsync(ApiResources.GenerationJobs, new ObjectKey(ns, name), CancellationToken.None);

    public Task<GenerationJob> UntilAsync(string name, JobState state) =>
        UntilAsync(
            () => JobAsync(name),
            job => job.Status?.State == state,
            $"{name} is {state}",
            job => Describe(job.Status)
        );

    public async Task<IReadOnlyList<T>> ListAsync<T>(ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        (await Client.ListPageAsync(type, ns, new ListOptions(), CancellationToken.None)).Items;

    public static async Task<T> UntilAsync<T>(
        Func<Task<T>> read,
        Func<T, bool> holds,
        string what,
        Func<T, string>? describe = null
    )
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (holds(value))
            {
                return value;
            }

            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < Patience,
                $"not in time: {what}; it is {describe?.Invoke(value) ?? value?.ToString()}"
            );
            await Task.Delay(20);
        }
    }

    public Task<V1Pod> RunningPodAsync(string uid) =>
        UntilAsync(
            async () =>
                (await ListAsync(CoreResources.Pods)).FirstOrDefault(p =>
                    Labels.Value(p, Labels.OwnerUid) == uid && p.Status?.Phase == "Running"
                )!,
            pod => pod is not null,
            "a pod runs"
        );

    public string Stored(string key) => Path.Combine(cluster.Store, ns, key);

    public async ValueTask DisposeAsync()
    {
        if (_stop is not null)
        {
            await StopOperatorAsync();
        }
    }

    private static string Describe(GenerationJobStatus? status) =>
        $"{status?.State}: {status?.Conditions?.FirstOrDefault(c => c.Type == Conditions.Ready)?.Message}";

    private JsonObject Build(string kind, string name, string spec) =>
        new()
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = JsonNode.Parse(spec),
        };
}
