using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tests.Http;
using ImageForge.DevCluster.Tests.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Recorded;

/// <summary>Jobs and pods that were recorded on a real cluster are created here and must go through the same states.</summary>
public sealed class RecordedWorkloadTests : IAsyncLifetime
{
    private const string Namespace = "jobs";

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private DevelopmentCluster _cluster = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions
            {
                DataDirectory = _folder.Path,
                Images = new Dictionary<string, string> { ["local/busybox"] = "/bin/sh" },
                JobBackoff = TimeSpan.FromSeconds(2),
            },
            _cancel
        );
        _client = TestClient.For(_cluster);
        await PostAsync("/api/v1/namespaces", JsonNode.Parse("""{"metadata":{"name":"jobs"}}""")!);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("complete", "Complete")]
    [InlineData("backoffLimit 1", "Failed")]
    [InlineData("activeDeadlineSeconds 3", "Failed")]
    [InlineData("podFailurePolicy FailJob", "Failed")]
    [InlineData("podFailurePolicy Ignore on DisruptionTarget, exit 1 counts", "Failed")]
    public async Task A_job_goes_through_the_recorded_states(string scenario, string end)
    {
        var job = await CreateAsync(scenario);
        await UntilAsync(job, j => Condition(j, end) == "True");
        AssertSubsequence(Stages.Recorded(Exchange(scenario, "watch of the Job")), Stages.Seen(_cluster.Store, job));
        await AssertEventsAsync(scenario, job);
        // A pod that was replaced is a second object in the recording: the first one is compared.
        var pod = _cluster
            .Store.List(BuiltinResources.Events, Namespace)
            .Where(e => e.Text("reason") == "SuccessfulCreate" && e.Text("involvedObject", "name") == job.Name)
            .OrderBy(e => e.Name(), StringComparer.Ordinal)
            .Select(e => e.Text("message")!["Created pod: ".Length..])
            .First();
        var recorded = Exchange(scenario, "watch of its Pods");
        var first = recorded.Items("response", "bodyLines").First().Text("line", "object", "metadata", "name");
        var lines = recorded["response"]!["bodyLines"]!.AsArray();
        foreach (var line in lines.Where(l => l.Text("line", "object", "metadata", "name") != first).ToList())
        {
            lines.Remove(line);
        }
        Assert.Equal(
            Stages.Recorded(recorded),
            Stages.Seen(_cluster.Store, new(BuiltinResources.Pods, Namespace, pod))
        );
    }

    [Fact]
    public async Task A_suspended_job_goes_through_the_recorded_states()
    {
        var job = await CreateAsync("suspended", "sleep 1");
        await UntilAsync(job, j => Condition(j, "Suspended") == "True");
        await SuspendAsync(job, false);
        await UntilAsync(job, j => j.Number("status", "ready") == 1);
        await SuspendAsync(job, true);
        await UntilAsync(job, j => Condition(j, "Suspended") == "True" && j.Number("status", "terminating") == 0);
        await SuspendAsync(job, false);
        await UntilAsync(job, j => Condition(j, "Complete") == "True");
        AssertSubsequence(Stages.Recorded(Exchange("suspended", "watch of the Job")), Stages.Seen(_cluster.Store, job));
        await AssertEventsAsync("suspended", job);
    }

    [Theory]
    [InlineData("pod that logs and ends", "Failed")]
    [InlineData("unschedulable pod", "Unschedulable")]
    [InlineData("image never there", "ErrImageNeverPull")]
    [InlineData("FallbackToLogsOnError", "Failed")]
    public async Task A_pod_goes_through_the_recorded_states(string scenario, string end)
    {
        var pod = await CreateAsync(scenario);
        await UntilAsync(pod, p => p["status"]!.ToJsonString().Contains($"\"{end}\"", StringComparison.Ordinal));
        Assert.Equal(Stages.Recorded(Exchange(scenario, "status progression")), Stages.Seen(_cluster.Store, pod));
    }

    [Fact]
    public async Task A_pod_of_several_containers_starts_and_ends_as_recorded()
    {
        const string Scenario = "two containers and an init container";
        var pod = await CreateAsync(Scenario);
        await UntilAsync(pod, p => p.Text("status", "phase") == "Succeeded");
        var (recorded, seen) = (
            Stages.Recorded(Exchange(Scenario, "status progression")),
            Stages.Seen(_cluster.Store, pod)
        );
        // In between, two containers start and end one by one here.
        const int UntilInitialized = 6;
        Assert.Equal(recorded.Take(UntilInitialized), seen.Take(UntilInitialized));
        Assert.Equal(recorded[^2..], seen[^2..]);
    }

    [Fact]
    public async Task A_deleted_pod_goes_through_the_recorded_states()
    {
        const string Scenario = "deleted while running (grace 1 s, process ignores TERM)";
        var pod = await CreateAsync(Scenario);
        await UntilAsync(pod, p => p.Text("status", "phase") == "Running");
        // Until the shell has set its trap it would obey: the recording left it three seconds.
        await Task.Delay(TimeSpan.FromMilliseconds(300), _cancel);
        (await _client.DeleteAsync($"/api/v1/namespaces/jobs/pods/{pod.Name}", _cancel)).EnsureSuccessStatusCode();
        await UntilAsync(() => _cluster.Store.Get(pod) is null);
        Assert.Equal(Stages.Recorded(Exchange(Scenario, "status progression")), Stages.Seen(_cluster.Store, pod));
    }

    // Everything seen must be recorded, in that order and to the same end; a fast process may pass a state unseen.
    private static void AssertSubsequence(List<string> recorded, List<string> seen)
    {
        Assert.Equal(recorded[^1], seen[^1]);
        var at = 0;
        foreach (var stage in seen)
        {
            var next = recorded.IndexOf(stage, at);
            // The real controller looks at pods once a second and may miss that one was ready.
            if (
                next < 0
                && at > 0
                && recorded[at - 1] == stage.Replace("\"ready\":1", "\"ready\":0", StringComparison.Ordinal)
            )
            {
                continue;
            }
            Assert.True(next >= 0, $"not recorded here:\n{stage}\nafter {at} of\n{string.Join('\n', recorded)}");
            at = next + 1;
        }
        Assert.InRange(seen.Count, recorded.Count - 3, recorded.Count + 1);
    }

    private async Task AssertEventsAsync(string scenario, ObjectKey job)
    {
        var recorded = Stages
            .Events(Exchange(scenario, "core/v1 events of the Job").Items("response", "body", "items"))
            .Order();
        await UntilAsync(() => Seen().Count() == recorded.Count());
        Assert.Equal(recorded, Seen().Order());

        IEnumerable<string> Seen() =>
            Stages.Events(
                _cluster
                    .Store.List(BuiltinResources.Events, Namespace)
                    .Where(e =>
                        e.Text("involvedObject", "kind") == "Job" && e.Text("involvedObject", "name") == job.Name
                    )
            );
    }

    private async Task<ObjectKey> CreateAsync(string scenario, string? script = null)
    {
        var request = (JsonObject)Exchange(scenario, "create")["request"]!;
        var body = JsonNode.Parse(
            // A process cannot write another's /dev: it is told where its message goes.
            request["body"]!
                .ToJsonString()
                .Replace("/dev/termination-log", "$IMAGEFORGE_TERMINATION_LOG", StringComparison.Ordinal)
        )!;
        if (script is not null)
        {
            body["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]![1] = script;
        }
        var path = request.Text("path")!;
        await PostAsync(path, body);
        var resource =
            path.EndsWith("/jobs", StringComparison.Ordinal) && path.Contains("batch", StringComparison.Ordinal)
                ? BuiltinResources.Jobs
                : BuiltinResources.Pods;
        return new ObjectKey(resource, Namespace, body.Text("metadata", "name")!);
    }

    private static JsonObject Exchange(string scenario, string what)
    {
        var all = GoldenCluster.Exchanges("13-jobs.json").Concat(GoldenCluster.Exchanges("14-pods-and-logs.json"));
        return all.First(e => e.Text("name") == $"{scenario}: {what}");
    }

    private async Task PostAsync(string path, JsonNode body) =>
        (await _client.PostAsJsonAsync(path, body, _cancel)).EnsureSuccessStatusCode();

    private async Task SuspendAsync(ObjectKey job, bool suspend)
    {
        using var patch = new StringContent(
            $$$"""{"spec":{"suspend":{{{(suspend ? "true" : "false")}}}}}""",
            Encoding.UTF8,
            "application/merge-patch+json"
        );
        (
            await _client.PatchAsync($"/apis/batch/v1/namespaces/jobs/jobs/{job.Name}", patch, _cancel)
        ).EnsureSuccessStatusCode();
    }

    private Task UntilAsync(ObjectKey key, Func<JsonObject, bool> isWanted) =>
        UntilAsync(() => _cluster.Store.Get(key) is { } o && isWanted(o));

    private async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        if (isSo())
        {
            return;
        }
        await foreach (var _ in _cluster.Store.Watch(null, null, 0, patience.Token))
        {
            if (isSo())
            {
                return;
            }
        }
    }

    private static string? Condition(JsonObject o, string type) =>
        o.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type).Text("status");
}
