using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Kube.Config;
using ImageForge.Kube.Http;
using ImageForge.Kube.Json;
using ImageForge.Kube.Watching;
using ImageForge.Testing.Http;
using k8s;
using k8s.Models;
using Xunit;

namespace ImageForge.Kube.Tests.Golden;

/// <summary>What a real control plane answers is understood.</summary>
public sealed class RecordingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_recorded_error_becomes_an_exception_that_says_the_same()
    {
        var count = 0;
        foreach (var exchange in Recordings.All())
        {
            var response = exchange["response"]!;
            var code = (int)response["status"]!;
            if (code < 400 || response["body"]?["kind"]?.ToString() != "Status")
            {
                continue;
            }
            var body = response["body"]!;
            var error = ErrorAnswer.Read(code, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString()), null);
            Assert.Equal(code, error.Code);
            Assert.Equal((string?)body["reason"] ?? "", error.Reason);
            Assert.Equal((string?)body["message"], error.Message);
            Assert.Equal(body["details"]?["causes"]?.AsArray().Count ?? 0, error.Causes.Count);
            Assert.Equal(code == 404, error.IsNotFound);
            Assert.Equal(code == 422, error.IsInvalid);
            Assert.Equal(error.Reason is "Expired" or "Gone", error.IsGone);
            count++;
        }
        Assert.True(count > 50, $"Only {count} errors were found.");
    }

    [Fact]
    public void A_version_in_the_future_is_told_from_other_timeouts()
    {
        var exchange = Recordings
            .Read("06-get-list")
            .Single(e => e["name"]!.ToString() == "resourceVersion in the future (list)");
        var error = ErrorAnswer.Read(504, "application/json", Body(exchange), null);
        Assert.True(error.IsTooLargeResourceVersion);
        Assert.Equal(TimeSpan.FromSeconds(1), error.RetryAfter);
    }

    [Fact]
    public void Every_recorded_watch_line_is_read()
    {
        var type = Generic("generationjobs");
        var seen = new HashSet<string>();
        foreach (var line in Recordings.All().SelectMany(Lines))
        {
            var read = WatchLine.Parse(Encoding.UTF8.GetBytes(line.ToJsonString()), type);
            seen.Add(read.GetType().Name);
            var version = line["object"]!["metadata"]?["resourceVersion"]?.ToString();
            switch (read)
            {
                case WatchEvent<Unstructured>.Added added:
                    Assert.Equal("ADDED", (string?)line["type"]);
                    Assert.Equal(version, added.Object.Metadata.ResourceVersion);
                    break;
                case WatchEvent<Unstructured>.Bookmark bookmark:
                    Assert.Equal(version, bookmark.ResourceVersion);
                    break;
                case WatchEvent<Unstructured>.Error error:
                    Assert.Equal((int?)line["object"]!["code"], error.Status.Code);
                    break;
                case WatchEvent<Unstructured>.Unreadable bad:
                    Assert.Fail(bad.Object.Error);
                    break;
            }
        }
        Assert.Superset(new HashSet<string> { "Added", "Modified", "Deleted", "Bookmark", "Error" }, seen);
    }

    [Theory]
    [InlineData("13-jobs", "/jobs")]
    [InlineData("14-pods-and-logs", "/pods")]
    [InlineData("16-lease", "/leases")]
    [InlineData("15-events", "/events")]
    public void Recorded_objects_of_built_in_kinds_fit_their_records(string topic, string path)
    {
        var count = 0;
        foreach (var node in Recordings.Read(topic).SelectMany(Objects))
        {
            var text = node.ToJsonString();
            var version = (string?)node["metadata"]?["resourceVersion"];
            IKubernetesObject<V1ObjectMeta>? value = ((string?)node["kind"], (string?)node["apiVersion"]) switch
            {
                ("Job", _) => JsonSerializer.Deserialize(text, CoreJson.Of<V1Job>()),
                ("Pod", _) => JsonSerializer.Deserialize(text, CoreJson.Of<V1Pod>()),
                ("Lease", _) => JsonSerializer.Deserialize(text, CoreJson.Of<V1Lease>()),
                ("Event", "events.k8s.io/v1") => JsonSerializer.Deserialize(text, CoreJson.Of<Eventsv1Event>()),
                _ => null,
            };
            if (value is not null)
            {
                Assert.Equal(version, value.Metadata.ResourceVersion);
                count++;
            }
        }
        Assert.True(count > 0, $"No object of {path} was found.");
    }

    [Fact]
    public void A_recorded_pod_tells_how_its_container_ended()
    {
        var text = Recordings
            .Read("14-pods-and-logs")
            .Single(e => e["name"]!.ToString() == "a succeeded Pod of a Job, whole")["response"]![
            "body"
        ]!.ToJsonString();
        var pod = JsonSerializer.Deserialize(text, CoreJson.Of<V1Pod>())!;
        var ended = pod.Status?.ContainerStatuses?[0].State?.Terminated;
        Assert.Equal(0, ended?.ExitCode);
        Assert.Equal("Completed", ended?.Reason);
        Assert.Equal("fine\n", ended?.Message);
        Assert.Equal("10.88.7.16", pod.Status?.PodIP);
    }

    [Fact]
    public async Task A_list_whose_token_has_expired_is_begun_anew()
    {
        var expired = Recordings.Read("06b-expired")[0];
        Assert.Equal(410, (int)expired["response"]!["status"]!);
        var firsts = 0;
        await using var server = new ScriptedServer(exchange =>
        {
            if (exchange.Request.Query("continue") is not null)
            {
                return exchange.AnswerAsync(410, expired["response"]!["body"]!.ToJsonString());
            }
            var next = ++firsts == 1 ? "token" : "";
            return exchange.AnswerAsync(
                200,
                $$$"""{"metadata":{"resourceVersion":"{{{firsts}}}","continue":"{{{next}}}"},"items":[{"metadata":{"name":"o{{{firsts}}}"}}]}"""
            );
        });
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var list = await client.ListAsync(Generic("generationjobs"), "old", Cancel);
        Assert.Equal("o2", Assert.Single(list.Items).Metadata.Name);
        Assert.Equal("2", list.ResourceVersion);
        // Items of lists do not always say what they are.
        Assert.Equal("GenerationJob", list.Items[0].Kind);
        Assert.Equal("imageforge.dev/v1alpha1", list.Items[0].ApiVersion);
    }

    [Theory]
    [InlineData("imageforge.dev/v1alpha1", "GenerationJob", "generationjobs", true)]
    [InlineData("v1", "ConfigMap", "configmaps", true)]
    [InlineData("v1", "Namespace", "namespaces", false)]
    [InlineData("batch/v1", "Job", "jobs", true)]
    [InlineData("v1", "Nope", null, false)]
    [InlineData("imageforge.dev/v9", "GenerationJob", null, false)]
    public async Task Kinds_are_found_by_what_objects_state(
        string apiVersion,
        string kind,
        string? plural,
        bool namespaced
    )
    {
        var recorded = Recordings.Read("02-discovery");
        await using var server = new ScriptedServer(exchange =>
        {
            var answer = recorded.FirstOrDefault(e =>
                e["request"]!["path"]!.ToString() == exchange.Request.Target
                && e["request"]!["headers"]?["Accept"]?.ToString() == "application/json"
            );
            if (answer?["response"]!["body"]?["resources"] is JsonArray resources)
            {
                resources.RemoveAll(resource => resource is not JsonObject);
            }
            return answer?["response"]!["body"] is { } body
                ? exchange.AnswerAsync((int)answer["response"]!["status"]!, body.ToJsonString())
                : exchange.AnswerAsync(404, "404 page not found", "text/plain");
        });
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var type = await client.DiscoverAsync(apiVersion, kind, Cancel);
        Assert.Equal(plural, type?.Plural);
        if (type is not null)
        {
            Assert.Equal(namespaced, type.Namespaced);
            Assert.Equal(apiVersion, type.ApiVersion);
        }
    }

    private static ResourceType<Unstructured> Generic(string plural) =>
        new("imageforge.dev", "v1alpha1", "GenerationJob", plural, true, KubeJson.Default.Unstructured);

    private static byte[] Body(JsonObject exchange) =>
        Encoding.UTF8.GetBytes(exchange["response"]!["body"]!.ToJsonString());

    private static IEnumerable<JsonObject> Lines(JsonObject exchange) =>
        (exchange["response"]?["bodyLines"] as JsonArray ?? [])
            .Select(line => line?["line"] as JsonObject)
            .OfType<JsonObject>()
            .Where(line => line["object"] is JsonObject && line["type"] is not null);

    // Some recordings leave parts out, and say so by a key or text that begins with an ellipsis.
    private static bool IsCut(JsonNode node) =>
        node.ToJsonString().Contains("\"\\u2026", StringComparison.Ordinal)
        // Pods that are followed through their states are recorded without what they run.
        || ((string?)node["kind"] == "Pod" && node["spec"]?["containers"] is null);

    private static IEnumerable<JsonObject> Objects(JsonObject exchange) =>
        Lines(exchange)
            .Select(line => line["object"]!.AsObject())
            .Concat(exchange["response"]?["body"] is JsonObject body ? [body] : [])
            .Where(node => node["metadata"]?["name"] is not null && !IsCut(node));
}
