using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.Kube;
using ImageForge.Operator.Tests.Integration;
using Xunit;

namespace ImageForge.Operator.Tests.Queues;

/// <summary>
/// A queue "studio" for one CPU and 72 GPUs in one namespace, with the priorities high and low: Kueue itself where
/// IMAGEFORGE_TEST_KUEUE names a folder with its program "kueue" and its definitions "crds", else a stand-in.
/// </summary>
internal abstract class TestQueue(Scenario scenario) : IAsyncDisposable
{
    public const int Gpus = 72;

    /// <summary>Of it, a job that asks for more than half leaves no room for another such job.</summary>
    public const int Millicores = 1000;

    protected static readonly ResourceType<Unstructured> Definitions = CoreResources.Plain(
        "apiextensions.k8s.io",
        "v1",
        "CustomResourceDefinition",
        "customresourcedefinitions",
        namespaced: false
    );

    public static ResourceType<Unstructured> Workloads { get; } =
        CoreResources.Plain("kueue.x-k8s.io", "v1beta2", "Workload", "workloads", namespaced: true);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected Scenario Scenario => scenario;

    public static async Task<TestQueue> StartAsync(Scenario scenario)
    {
        var real = Environment.GetEnvironmentVariable("IMAGEFORGE_TEST_KUEUE");
        TestQueue queue = string.IsNullOrEmpty(real) ? new QueueStandIn(scenario) : new RealKueue(scenario, real);
        await queue.StartAsync();
        return queue;
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task StartAsync();

    protected async Task CreateAsync(ResourceType<Unstructured> type, string yaml)
    {
        foreach (var document in YamlReader.Read(yaml))
        {
            await CreateAsync(type, document.Value!.AsObject());
        }
    }

    /// <summary>Tests of other namespaces may have created it.</summary>
    protected async Task CreateAsync(ResourceType<Unstructured> type, JsonObject value)
    {
        try
        {
            await scenario.Client.CreateAsync(type, new Unstructured(value), Cancel);
        }
        catch (KubeException e) when (e.IsAlreadyExists)
        {
            Assert.Contains("exists", e.Message, StringComparison.Ordinal);
        }
    }

    protected Task UntilServedAsync() =>
        Scenario.UntilAsync(
            async () =>
            {
                try
                {
                    await scenario.Client.ListPageAsync(Workloads, scenario.Namespace, new ListOptions(), Cancel);
                    return true;
                }
                catch (KubeException e) when (e.IsNotFound)
                {
                    return false;
                }
            },
            served => served,
            "Workloads are served"
        );
}
