using System.Diagnostics;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Yaml;
using ImageForge.DevCluster;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Informers;
using ImageForge.Testing.Clusters;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Scale;

/// <summary>The control plane that is measured against: KUBECONFIG's, KUBEBUILDER_ASSETS' or the embedded one.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    public static readonly ResourceType<GenerationJob> Jobs = new(
        ApiGroup.Name,
        ApiGroup.Version,
        GenerationJob.KindName,
        "generationjobs",
        true,
        ApiJson.Of<GenerationJob>()
    );

    private static readonly ResourceType<Unstructured> PlainJobs = CoreResources.Plain(
        ApiGroup.Name,
        ApiGroup.Version,
        GenerationJob.KindName,
        "generationjobs",
        true
    );

    private static readonly ResourceType<Unstructured> Namespaces = CoreResources.Plain(
        "",
        "v1",
        "Namespace",
        "namespaces",
        false
    );

    private static readonly ResourceType<Unstructured> Definitions = CoreResources.Plain(
        "apiextensions.k8s.io",
        "v1",
        "CustomResourceDefinition",
        "customresourcedefinitions",
        false
    );

    private const int Connections = 16;

    private readonly DirectoryInfo _folder;
    private readonly ITestCluster _cluster;

    private Cluster(DirectoryInfo folder, ITestCluster cluster, string? audit, bool runsJobs)
    {
        _folder = folder;
        _cluster = cluster;
        AuditFile = audit;
        RunsJobs = runsJobs;
        Client = KubeClient.Create(KubeConfig.Load(cluster.Kubeconfig));
    }

    public KubeClient Client { get; }

    public string Kubeconfig => _cluster.Kubeconfig;

    public string Description => _cluster.Description;

    /// <summary>Where requests are recorded; null where they are not.</summary>
    public string? AuditFile { get; }

    /// <summary>Whether a Job controller creates pods.</summary>
    public bool RunsJobs { get; }

    /// <param name="workloads">What runs besides the API server, where the cluster is our own.</param>
    /// <param name="audits">Whether requests are recorded, where the cluster is our own.</param>
    public static async Task<Cluster> StartAsync(ControlPlaneWorkloads workloads, bool audits)
    {
        var folder = Directory.CreateTempSubdirectory("imageforge-scale-");
        var audit = audits ? Path.Combine(folder.FullName, "audit.log") : null;
        var existing = Environment.GetEnvironmentVariable("KUBECONFIG");
        var cluster = string.IsNullOrEmpty(existing)
            ? await TestClusters.StartOwnAsync(
                () => EmbeddedAsync(folder.FullName, audit),
                new ControlPlaneOptions { Workloads = workloads, AuditFile = audit },
                CancellationToken.None
            )
            : new ExistingCluster(existing);
        var isOwn = cluster is ControlPlane or Embedded;
        var runsJobs = cluster is ControlPlane plane ? plane.RunsControllers : !isOwn;
        var made = new Cluster(folder, cluster, isOwn ? audit : null, runsJobs);
        await made.InstallAsync();
        return made;
    }

    /// <summary>User and system time so far of the API server and etcd on this machine; 0 where they are elsewhere.</summary>
    public static double ServerCpuSeconds()
    {
        string[] programs = ["kube-apiserver", "etcd"];
        return programs
            .SelectMany(Process.GetProcessesByName)
            .Sum(process =>
            {
                using (process)
                {
                    return process.TotalProcessorTime.TotalSeconds;
                }
            });
    }

    /// <summary>Creates a namespace with jobs like config/samples/night-market.yaml, each with its own seed.</summary>
    /// <returns>The time that it took.</returns>
    public async Task<TimeSpan> CreateJobsAsync(string ns, int count)
    {
        await IgnoreAsync(
            Client.CreateAsync(Namespaces, Named("v1", "Namespace", ns), default),
            e => e.IsAlreadyExists
        );
        var sample = YamlReader
            .Read(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "config/samples/night-market.yaml")))[0]
            .Value!.AsObject();
        var begun = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Connections },
            async (i, cancellation) =>
            {
                var job = sample.DeepClone().AsObject();
                job["metadata"] = new JsonObject { ["name"] = $"scale-{i}", ["namespace"] = ns };
                job["spec"]!["seed"] = i;
                // No scheduler finds a node: the stand-in ends the pods.
                job["spec"]!["runner"] = new JsonObject
                {
                    ["nodeSelector"] = new JsonObject { ["imageforge.dev/scale"] = "none" },
                };
                await Client.CreateAsync(PlainJobs, new Unstructured(job), cancellation);
            }
        );
        return TimeProvider.System.GetElapsedTime(begun);
    }

    /// <summary>Deletes all jobs of a namespace, and waits until they and their child Jobs have gone.</summary>
    public async Task<TimeSpan> DeleteJobsAsync(string ns, int count, TimeSpan patience)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Connections },
            async (i, cancellation) =>
                await IgnoreAsync(
                    Client.DeleteAsync(PlainJobs, new ObjectKey(ns, $"scale-{i}"), cancellation),
                    e => e.IsNotFound
                )
        );
        while (await AnyAsync(PlainJobs) || (RunsJobs && await AnyAsync(CoreResources.Jobs)))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > patience)
            {
                throw new ScaleException($"jobs of {ns} are still there after {patience.TotalSeconds} s");
            }

            await Task.Delay(500);
        }

        return TimeProvider.System.GetElapsedTime(begun);

        async Task<bool> AnyAsync<T>(ResourceType<T> type)
            where T : class, k8s.IKubernetesObject<k8s.Models.V1ObjectMeta> =>
            (await Client.ListPageAsync(type, ns, new ListOptions { Limit = 1 }, default)).Items.Count > 0;
    }

    /// <summary>Counts the jobs of a namespace that meet a condition, as they come to meet it.</summary>
    public JobCount Count(string? ns, Func<GenerationJob, bool> meets) =>
        new(new Informer<GenerationJob>(Client, Jobs, NullLogger.Instance, new() { Namespace = ns }), meets);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task InstallAsync()
    {
        foreach (var definition in CustomResourceDefinitions.Yaml.SelectMany(YamlReader.Read))
        {
            var value = new Unstructured(definition.Value!.AsObject());
            await IgnoreAsync(Client.CreateAsync(Definitions, value, default), e => e.IsAlreadyExists);
        }

        // A server serves a new kind a moment after it has taken its definition.
        string[] plurals = ["generationjobs", "storyboards", "atmosphereprofiles"];
        foreach (var kind in plurals)
        {
            var type = CoreResources.Plain(ApiGroup.Name, ApiGroup.Version, "", kind, true);
            for (var served = false; !served; )
            {
                try
                {
                    await Client.ListPageAsync(type, null, new ListOptions { Limit = 1 }, default);
                    served = true;
                }
                catch (KubeException e) when (e.IsNotFound)
                {
                    await Task.Delay(100);
                }
            }
        }
    }

    private static async Task IgnoreAsync(Task call, Func<KubeException, bool> ignored)
    {
        try
        {
            await call;
        }
        catch (KubeException e) when (ignored(e))
        {
            // As it should be.
        }
    }

    private static Unstructured Named(string version, string kind, string name) =>
        new(
            new JsonObject
            {
                ["apiVersion"] = version,
                ["kind"] = kind,
                ["metadata"] = new JsonObject { ["name"] = name },
            }
        );

    private static async Task<ITestCluster> EmbeddedAsync(string folder, string? audit) =>
        new Embedded(
            await DevelopmentCluster.StartAsync(
                new DevelopmentClusterOptions
                {
                    DataDirectory = Path.Combine(folder, "cluster"),
                    RunsWorkloads = false,
                    AuditFile = audit,
                }
            )
        );

    private sealed class Embedded(DevelopmentCluster cluster) : ITestCluster
    {
        public string Description => "the embedded development cluster";

        public string Kubeconfig => cluster.KubeconfigPath;

        public bool RunsPods => false;

        public bool PodsAreProcesses => false;

        public Task<bool> InterruptAsync(TimeSpan time, CancellationToken cancellation) => Task.FromResult(false);

        public ValueTask DisposeAsync() => cluster.DisposeAsync();
    }
}

/// <summary>The checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = RootAbove(AppContext.BaseDirectory);

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "ImageForge.sln"))
            ? folder
            : RootAbove(
                Path.GetDirectoryName(folder) ?? throw new ScaleException("not below a checkout of ImageForge")
            );
}
