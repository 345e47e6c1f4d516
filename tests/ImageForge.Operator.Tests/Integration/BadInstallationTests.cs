using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.Yaml;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Operator.Tests.Limits;
using ImageForge.Testing.Clusters;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>
/// What is wrong with an installation is in readiness and in one line of the log; the operator waits, and works as soon
/// as it is mended. On a cluster of its own, which is installed step by step.
/// </summary>
public sealed class BadInstallationTests : IAsyncLifetime
{
    private const string User = "system:serviceaccount:default:operator";

    private static readonly ResourceType<Unstructured> Definitions = Type(
        "apiextensions.k8s.io",
        "CustomResourceDefinition",
        "customresourcedefinitions"
    );

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-bad-installation-");
    private readonly HttpClient _http = new();
    private ITestCluster _cluster = null!;
    private KubeClient _admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var images = new Dictionary<string, string> { ["imageforge/runner"] = Programs.Runner };
        _cluster = await TestClusters.StartOwnAsync(
            () => EmbeddedCluster.StartAsync(Path.Combine(_folder.FullName, "cluster"), images),
            new ControlPlaneOptions { Images = images },
            Cancel
        );
        _admin = KubeClient.Create(KubeConfig.Load(_cluster.Kubeconfig));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _admin.Dispose();
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Crds_that_are_missing_or_older_are_named_and_waited_for()
    {
        await using var run = new Run(KubeConfig.Load(_cluster.Kubeconfig));
        string[] kinds = ["generationjobs", "storyboards", "atmosphereprofiles"];
        await ReadinessAsync(run, text => kinds.All(kind => text.Contains(Missing(kind), StringComparison.Ordinal)));
        Assert.All(
            kinds,
            kind => Assert.Single(run.Lines, line => line.Contains(Missing(kind), StringComparison.Ordinal))
        );

        foreach (var definition in CustomResourceDefinitions.Yaml.SelectMany(YamlReader.Read))
        {
            var older = definition.Value!.AsObject();
            Remove(older, "priority");
            await _admin.CreateAsync(Definitions, new Unstructured(older), Cancel);
        }

        const string Old =
            "CRD generationjobs.imageforge.dev is older than this operator: it has no field spec.priority;";
        var text = await ReadinessAsync(run, text => text.Contains(Old, StringComparison.Ordinal));
        // Of profiles nothing was removed.
        Assert.DoesNotContain("atmosphereprofiles", text, StringComparison.Ordinal);
        Assert.Single(run.Lines, line => line.Contains(Old, StringComparison.Ordinal));
        Assert.Contains(
            "storyboards.imageforge.dev is older than this operator: it has no field spec.template.priority;",
            text,
            StringComparison.Ordinal
        );

        foreach (var definition in CustomResourceDefinitions.Yaml.SelectMany(YamlReader.Read))
        {
            await _admin.ApplyAsync(Definitions, new Unstructured(definition.Value!.AsObject()), "test", Cancel);
        }

        await ReadinessAsync(run, text => text == "ok\n");
        Assert.False(run.HasEnded);
    }

    [Fact]
    public async Task Permissions_that_are_missing_are_named_and_waited_for()
    {
        await InstallAsync();
        var account = KubeConfig.Load(_cluster.Kubeconfig) with
        {
            Impersonate = new Impersonation { User = User, Groups = ["system:authenticated"] },
        };
        await using var run = new Run(account, leaderElect: true);
        string[] expected =
        [
            "list generationjobs.imageforge.dev: forbidden; grant the operator's ServiceAccount this permission.",
            "list jobs.batch: forbidden; grant the operator's ServiceAccount this permission.",
            "Lease default/imageforge-operator: forbidden; grant the operator's ServiceAccount get, create and update.",
        ];
        await ReadinessAsync(run, text => expected.All(line => text.Contains(line, StringComparison.Ordinal)));
        Assert.Single(run.Lines, line => line.Contains("list jobs.batch: forbidden", StringComparison.Ordinal));

        // Everything but to create Jobs.
        await GrantAsync(
            "most",
            Rule("imageforge.dev", "*", "*"),
            Rule("coordination.k8s.io", "leases", "*"),
            Rule("events.k8s.io", "events", "*"),
            Rule("", "*", "get", "list", "watch", "create", "delete"),
            Rule("batch", "jobs", "get", "list", "watch", "delete")
        );
        await ReadinessAsync(run, text => text == "ok\n");
        var job = JsonNode.Parse(
            $$"""
            {"apiVersion":"{{ApiGroup.ApiVersion}}","kind":"GenerationJob",
             "metadata":{"name":"market","namespace":"default"},"spec":{{Scenario.Rain}}}
            """
        )!;
        await _admin.CreateAsync(
            Type(ApiGroup.Name, "GenerationJob", "generationjobs", ApiGroup.Version, true),
            new Unstructured(job.AsObject()),
            Cancel
        );
        const string Create =
            "create jobs.batch: forbidden in namespace default; grant the operator's ServiceAccount this permission.";
        await ReadinessAsync(run, text => text == Create + "\n");
        Assert.Single(run.Lines, line => line.Contains(Create, StringComparison.Ordinal));

        await GrantAsync("rest", Rule("batch", "jobs", "create"));
        await ReadinessAsync(run, text => text == "ok\n");
        Assert.False(run.HasEnded);
    }

    [Fact]
    public async Task A_replica_that_stands_by_is_ready_and_names_the_leader()
    {
        await InstallAsync();
        var config = KubeConfig.Load(_cluster.Kubeconfig);
        await using var leader = new Run(config, leaderElect: true);
        await ReadinessAsync(leader, text => text == "ok\n");
        await Scenario.UntilAsync(
            () =>
                Task.FromResult(leader.Lines.Count(l => l.Contains("acquired leader lease", StringComparison.Ordinal))),
            count => count == 1,
            "it leads"
        );
        await using var standby = new Run(config, leaderElect: true);
        var text = await ReadinessAsync(standby, text => text.Contains("Standing by", StringComparison.Ordinal));
        Assert.Matches(
            "^ok\nStanding by: Lease default/imageforge-operator is held by .+_[0-9a-f]{32} since 20..-..-..T..:..:..Z[.]\n$",
            text
        );
        // It looks at the Lease again and again, and says so once.
        await Task.Delay(TimeSpan.FromSeconds(6), Cancel);
        Assert.Single(standby.Lines, line => line.StartsWith("Standing by: Lease", StringComparison.Ordinal));
    }

    private static string Missing(string kind) => $"CRD {kind}.imageforge.dev is not installed";

    /// <summary>Waits for a text of /readyz; "ok" only counts with its code.</summary>
    private async Task<string> ReadinessAsync(Run run, Func<string, bool> holds)
    {
        var health = await run.Address.WaitAsync(Cancel);
        return await Scenario.UntilAsync(
            async () =>
            {
                var answer = await _http.GetAsync(new Uri(health, "/readyz"), Cancel);
                var text = await answer.Content.ReadAsStringAsync(Cancel);
                Assert.Equal(text.StartsWith("ok\n", StringComparison.Ordinal), answer.StatusCode == HttpStatusCode.OK);
                return text;
            },
            holds,
            "readiness"
        );
    }

    private async Task InstallAsync()
    {
        foreach (var definition in CustomResourceDefinitions.Yaml.SelectMany(YamlReader.Read))
        {
            await _admin.CreateAsync(Definitions, new Unstructured(definition.Value!.AsObject()), Cancel);
        }
    }

    private async Task GrantAsync(string name, params JsonNode[] rules)
    {
        const string Group = "rbac.authorization.k8s.io";
        var role = new JsonObject
        {
            ["apiVersion"] = $"{Group}/v1",
            ["kind"] = "ClusterRole",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["rules"] = new JsonArray(rules),
        };
        var binding = JsonNode.Parse(
            $$"""
            {"apiVersion":"{{Group}}/v1","kind":"ClusterRoleBinding","metadata":{"name":"{{name}}"},
             "roleRef":{"apiGroup":"{{Group}}","kind":"ClusterRole","name":"{{name}}"},
             "subjects":[{"kind":"ServiceAccount","namespace":"default","name":"operator"}]}
            """
        )!;
        await _admin.CreateAsync(Type(Group, "ClusterRole", "clusterroles"), new Unstructured(role), Cancel);
        await _admin.CreateAsync(
            Type(Group, "ClusterRoleBinding", "clusterrolebindings"),
            new Unstructured(binding.AsObject()),
            Cancel
        );
    }

    private static JsonObject Rule(string group, string resource, params string[] verbs) =>
        new()
        {
            ["apiGroups"] = new JsonArray(group),
            ["resources"] = new JsonArray(resource == "*" ? ["*"] : [resource, $"{resource}/status"]),
            ["verbs"] = new JsonArray([.. verbs.Select(verb => (JsonNode)verb)]),
        };

    /// <summary>An older CRD: without a field wherever it stands, in rules too.</summary>
    private static void Remove(JsonNode? node, string field)
    {
        switch (node)
        {
            case JsonObject value:
                (value["properties"] as JsonObject)?.Remove(field);
                value.ToList().ForEach(entry => Remove(entry.Value, field));
                break;
            case JsonArray items:
                items.ToList().ForEach(item => Remove(item, field));
                break;
        }
    }

    private static ResourceType<Unstructured> Type(
        string group,
        string kind,
        string plural,
        string version = "v1",
        bool namespaced = false
    ) =>
        new(
            group,
            version,
            kind,
            plural,
            namespaced,
            (JsonTypeInfo<Unstructured>)
                new System.Text.Json.JsonSerializerOptions
                {
                    TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
                }.GetTypeInfo(typeof(Unstructured))
        );

    /// <summary>An operator, its log and its readiness.</summary>
    private sealed class Run : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ErrorLog _log = new() { Least = Microsoft.Extensions.Logging.LogLevel.Information };
        private readonly Task _running;

        public Run(KubeConfig config, bool leaderElect = false) =>
            _running = Task.Run(() =>
                OperatorHost.RunAsync(
                    new OperatorOptions
                    {
                        KubeConfig = config,
                        Port = 0,
                        Address = IPAddress.Loopback,
                        OnListening = _address.SetResult,
                        LeaderElect = leaderElect,
                        Logging = _log,
                        Defaults = new() { StoreUri = "s3://nowhere/x", Requests = new Dictionary<string, string>() },
                    },
                    _stop.Token
                )
            );

        public Task<Uri> Address => _address.Task;

        public IReadOnlyCollection<string> Lines => _log.Errors;

        public bool HasEnded => _running.IsCompleted;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }
}
