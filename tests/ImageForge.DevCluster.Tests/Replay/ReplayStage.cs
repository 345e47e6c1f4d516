using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tests.Http;
using ImageForge.DevCluster.Tests.Schema;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>A cluster on which one recording is replayed.</summary>
internal sealed class ReplayStage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private DevelopmentCluster? _cluster;
    private HttpClient? _client;

    private ReplayStage(Recording recording, Scene scene, CancellationToken cancel)
    {
        Recording = recording;
        Scene = scene;
        Cancel = cancel;
        Time = scene.HasManualTime ? new FakeTimeProvider(TimeProvider.System.GetUtcNow()) : null;
    }

    public Recording Recording { get; }

    public Scene Scene { get; }

    public CancellationToken Cancel { get; }

    /// <summary>The cluster's clock; null where it is the real one.</summary>
    public FakeTimeProvider? Time { get; }

    public ObjectStore Store => _cluster!.Store;

    public Replayer Replayer { get; private set; } = null!;

    public static async Task<ReplayStage> StartAsync(Recording recording, CancellationToken cancel)
    {
        var stage = new ReplayStage(recording, Scene.Of(recording.Name), cancel);
        var options = new DevelopmentClusterOptions
        {
            DataDirectory = stage._folder.Path,
            Time = stage.Time ?? TimeProvider.System,
        };
        stage._cluster = await DevelopmentCluster.StartAsync(stage.Scene.Configure(options), cancel);
        stage._client = TestClient.For(stage._cluster, withToken: false);
        var token = TestClient.TokenOf(stage._cluster);
        stage.Replayer = new Replayer(stage._client, token, cancel);
        stage.Replayer.Matcher.Learn("<admin token>", token);
        if (!recording.Name.StartsWith("01", StringComparison.Ordinal))
        {
            var crd = await File.ReadAllTextAsync(GoldenCluster.Path("crd.yaml"), cancel);
            const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
            await stage.SendAsync("POST", Definitions, crd, "application/yaml");
        }
        foreach (var ns in stage.Scene.Namespaces)
        {
            await stage.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{ns}}}"}}""");
        }
        return stage;
    }

    public Task SendAsync(string method, string path, string? body = null, string type = "application/json") =>
        Replayer.PrepareAsync(method, path, body, type);

    public Task PostAsync(string path, string body) => SendAsync("POST", path, body);

    public Task MergeAsync(string path, string body) => SendAsync("PATCH", path, body, "application/merge-patch+json");

    public async Task<System.Text.Json.Nodes.JsonNode> GetAsync(string path)
    {
        await SendAsync("GET", path);
        return Replayer.LastPrepared!;
    }

    public Task DeleteAsync(string path) => SendAsync("DELETE", path);

    /// <summary>Makes a recorded resourceVersion stand for the present one.</summary>
    public void Mark(string recorded) =>
        Replayer.Matcher.Learn("rv:" + recorded, Store.Version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits until an object is as wanted; null stands for one that is not there.</summary>
    public async Task UntilAsync(ObjectKey key, Func<JsonObject?, bool> isWanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var _ in Store.Watch(null, null, Store.Version - 1, patience.Token))
            {
                if (isWanted(Store.Get(key)))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            Assert.Fail($"{key} did not come to the recorded state: {Store.Get(key)?.ToJsonString() ?? "none"}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
        _folder.Dispose();
    }
}
