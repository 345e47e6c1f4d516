using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.DevCluster.Tests.Http;

/// <summary>Watches as 07-watch.json has them.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    private readonly TemporaryFolder _folder = new();
    private DevelopmentCluster _cluster = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions { DataDirectory = _folder.Path },
            Cancel
        );
        _client = TestClient.For(_cluster);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Objects_come_into_and_leave_a_selection()
    {
        var start = await VersionAsync();
        await PostAsync("""{"metadata":{"name":"m"}}""");
        await PatchAsync("""{"metadata":{"labels":{"app":"web"}}}""");
        await PatchAsync("""{"data":{"a":"1"}}""");
        await PatchAsync("""{"metadata":{"labels":{"app":"db"}}}""");
        await PatchAsync("""{"data":{"a":"2"}}""");
        await PatchAsync("""{"metadata":{"labels":{"app":"web"}}}""");
        await _client.DeleteAsync(new Uri($"{Maps}/m", UriKind.Relative), Cancel);
        var lines = await WatchAsync($"labelSelector=app%3Dweb&timeoutSeconds=1&resourceVersion={start}");
        Assert.Equal(["ADDED", "MODIFIED", "DELETED", "ADDED", "DELETED"], lines.Select(l => (string)l["type"]!));
        // What leaves is shown with the labels that it had, at the version that took it away.
        Assert.Equal("web", (string?)lines[2]["object"]!["metadata"]!["labels"]!["app"]);
        Assert.NotEqual(
            (string?)lines[1]["object"]!["metadata"]!["resourceVersion"],
            (string?)lines[2]["object"]!["metadata"]!["resourceVersion"]
        );
    }

    [Fact]
    public async Task A_streaming_list_ends_with_a_marked_bookmark()
    {
        var lines = await WatchAsync(
            "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1"
        );
        Assert.Equal(["ADDED", "BOOKMARK"], lines.Select(l => (string)l["type"]!));
        Assert.Equal("true", (string?)lines[1]["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]);
    }

    [Fact]
    public async Task A_version_that_is_too_old_is_an_error_within_the_stream()
    {
        var line = Assert.Single(await WatchAsync("resourceVersion=1&timeoutSeconds=1"));
        Assert.Equal("ERROR", (string?)line["type"]);
        Assert.Equal(410, (int)line["object"]!["code"]!);
        Assert.StartsWith(
            "too old resource version: 1 (",
            (string?)line["object"]!["message"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_bookmark_comes_before_the_end()
    {
        var lines = await WatchAsync(
            $"allowWatchBookmarks=true&timeoutSeconds=3&resourceVersion={await VersionAsync()}"
        );
        Assert.Equal("BOOKMARK", (string?)Assert.Single(lines)["type"]);
    }

    private async Task<string> VersionAsync() =>
        (string)
            JsonNode.Parse(await _client.GetStringAsync(new Uri(Maps, UriKind.Relative), Cancel))!["metadata"]![
                "resourceVersion"
            ]!;

    private async Task PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await _client.PostAsync(new Uri(Maps, UriKind.Relative), content, Cancel)).EnsureSuccessStatusCode();
    }

    private async Task PatchAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/merge-patch+json");
        (await _client.PatchAsync(new Uri($"{Maps}/m", UriKind.Relative), content, Cancel)).EnsureSuccessStatusCode();
    }

    private async Task<List<JsonNode>> WatchAsync(string query)
    {
        var text = await _client.GetStringAsync(new Uri($"{Maps}?watch=true&{query}", UriKind.Relative), Cancel);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
    }
}
