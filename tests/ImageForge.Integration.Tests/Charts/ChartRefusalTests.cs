using ImageForge.Operator.Hosting.Configuration;
using Xunit;

namespace ImageForge.Integration.Tests.Charts;

/// <summary>The values that the chart refuses.</summary>
public sealed class ChartRefusalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-chart-");

    private Helm Helm => new(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("replicas: two", "/replicas", "got string, want integer")]
    [InlineData("replicas: -1", "/replicas", "minimum")]
    [InlineData("replicas: 2147483648", "/replicas", "maximum")]
    [InlineData("replicaCount: 2", "'replicaCount' not allowed")]
    [InlineData("image: {registry: example.com}", "/image", "'registry' not allowed")]
    [InlineData("image: {repository: ''}", "/image/repository", "minLength")]
    [InlineData("image: {repository: 'a b'}", "/image/repository", "does not match pattern")]
    [InlineData("image: {repository: 'operator:1'}", "/image/repository", "does not match pattern")]
    [InlineData("runner: {image: {repository: 'a # b'}}", "/runner/image/repository", "does not match pattern")]
    [InlineData("runner: {gpuImage: {repository: A/b/}}", "/runner/gpuImage/repository", "does not match pattern")]
    [InlineData("image: {digest: latest}", "/image/digest", "does not match pattern")]
    [InlineData("image: {tag: 'a b'}", "/image/tag", "does not match pattern")]
    [InlineData("image: {pullSecrets: [{name: A}]}", "/image/pullSecrets/0/name", "does not match pattern")]
    [InlineData("runner: {image: {tag: a/b}}", "/runner/image/tag", "does not match pattern")]
    [InlineData("runner: {gpuImage: {tag: -a}}", "/runner/gpuImage/tag", "does not match pattern")]
    [InlineData("nameOverride: Image", "/nameOverride", "does not match pattern")]
    [InlineData("fullnameOverride: 1image", "/fullnameOverride", "does not match pattern")]
    [InlineData("strategy: {type: Rolling}", "/strategy/type", "'Recreate', 'RollingUpdate'")]
    [InlineData("terminationGracePeriodSeconds: -1", "/terminationGracePeriodSeconds", "minimum")]
    [InlineData("resources: {requests: {cpu: lots}}", "/resources/requests/cpu", "does not match pattern")]
    [InlineData("resources: {limits: {cpu: -1}}", "/resources/limits/cpu", "minimum")]
    [InlineData("nodeSelector: {'a b': c}", "/nodeSelector", "'a b' not allowed")]
    [InlineData("podLabels: {team: a b}", "/podLabels/team", "does not match pattern")]
    [InlineData("priorityClassName: High", "/priorityClassName", "does not match pattern")]
    [InlineData("serviceAccount: {name: A}", "/serviceAccount/name", "does not match pattern")]
    [InlineData("image: {pullPolicy: Sometimes}", "/image/pullPolicy", "'Always', 'IfNotPresent', 'Never'")]
    [InlineData("image: {pullSecrets: [registry]}", "/image/pullSecrets/0", "got string, want object")]
    [InlineData("watchNamespaces: studio", "/watchNamespaces", "got string, want array")]
    [InlineData("watchNamespaces: [Studio]", "/watchNamespaces/0", "does not match pattern")]
    [InlineData("crds: {keep: 'yes'}", "/crds/keep", "got string, want boolean")]
    [InlineData("crds: {install: true}", "/crds", "'install' not allowed")]
    [InlineData("service: {port: 70000}", "/service/port", "maximum")]
    [InlineData("service: {port: 0}", "/service/port", "minimum")]
    [InlineData("podDisruptionBudget: {minAvailable: -1}", "/podDisruptionBudget/minAvailable", "minimum")]
    [InlineData("podDisruptionBudget: {minAvailable: all}", "/podDisruptionBudget/minAvailable", "match pattern")]
    [InlineData("podDisruptionBudget: {maxUnavailable: 101%}", "/podDisruptionBudget/maxUnavailable", "match pattern")]
    [InlineData("podDisruptionBudget: {maxUnavailable: 0.5}", "/podDisruptionBudget/maxUnavailable", "got number")]
    [InlineData("serviceMonitor: {interval: often}", "/serviceMonitor/interval", "does not match pattern")]
    [InlineData("serviceMonitor: {labels: {team: -}}", "/serviceMonitor/labels/team", "does not match pattern")]
    [InlineData("podMonitor: {scrapeTimeout: 10 s}", "/podMonitor/scrapeTimeout", "does not match pattern")]
    [InlineData("test: {url: readyz}", "/test/url", "does not match pattern")]
    [InlineData("networkPolicy: {apiServerPorts: []}", "/networkPolicy/apiServerPorts", "minItems")]
    [InlineData("networkPolicy: {apiServerPorts: [0]}", "/networkPolicy/apiServerPorts/0", "minimum")]
    [InlineData("networkPolicy: {runners: {namespaces: [a, a]}}", "/networkPolicy/runners/namespaces", "equal")]
    [InlineData("commonLabels: {replicas: 2}", "/commonLabels/replicas", "got number, want string")]
    [InlineData("extraEnv: [{value: x}]", "/extraEnv/0", "'name'")]
    [InlineData("config: {workers: many}", "/config/workers", "got string, want integer")]
    [InlineData("config: {leaderElection: {enabled: 'yes'}}", "/config/leaderElection/enabled", "want boolean")]
    [InlineData("config: {store: {url: 's3://x'}}", "/config/store", "'url' not allowed")]
    [InlineData("config: {namespaces: [studio]}", "/config", "'namespaces' not allowed")]
    [InlineData("config: {jobs: {childrenAfter: 3600}}", "/config/jobs/childrenAfter", "got number, want string")]
    [InlineData("config: {jobs: {childrenAfter: later}}", "/config/jobs/childrenAfter", "does not match pattern")]
    [InlineData("config: {jobs: {childrenAfter: 1.5h}}", "/config/jobs/childrenAfter", "does not match pattern")]
    [InlineData("config: {runner: {pendingTimeout: 500ms}}", "/config/runner/pendingTimeout", "does not match pattern")]
    [InlineData("config: {workers: 1.5}", "/config/workers", "got number, want integer")]
    [InlineData("config: {logging: {level: trace}}", "/config/logging/level", "'debug', 'information'")]
    [InlineData("config: {inputs: {allowedCIDRs: [example.com]}}", "/config/inputs/allowedCIDRs/0", "match pattern")]
    [InlineData("config: {inputs: {allowedCIDRs: [10.0.0.0/99]}}", "/config/inputs/allowedCIDRs/0", "match pattern")]
    [InlineData("config: {inputs: {allowedCIDRs: [300.0.0.0/8]}}", "/config/inputs/allowedCIDRs/0", "match pattern")]
    [InlineData("config: {inputs: {allowedCIDRs: ['fd12::/129']}}", "/config/inputs/allowedCIDRs/0", "match pattern")]
    [InlineData("config: {inputs: {allowedCIDRs: 10.0.0.0/8}}", "/config/inputs/allowedCIDRs", "want array")]
    [InlineData("{replicas: 2, config: {leaderElection: {enabled: false}}}", "each replica would reconcile every job")]
    [InlineData("extraArgs: [--port=9000]", "extraArgs: --port is not allowed here; set the value config.health.port")]
    [InlineData("extraArgs: [--kubeconfig=/k, --port, '9000']", "--port is not allowed here")]
    [InlineData("extraArgs: [--address, 127.0.0.1]", "set the value config.health.address instead")]
    [InlineData("extraArgs: [--namespace=studio]", "set the value watchNamespaces instead")]
    [InlineData("extraArgs: [--leader-elect]", "set the value config.leaderElection.enabled instead")]
    [InlineData("extraArgs: [--config=/other.yaml]", "set the value config instead")]
    [InlineData("extraEnv: [{name: IMAGEFORGE_PORT, value: '9000'}]", "extraEnv: IMAGEFORGE_PORT is not allowed here")]
    [InlineData(
        "extraEnv: [{name: IMAGEFORGE_LEADER_ELECT, value: 'false'}]",
        "set the value config.leaderElection.enabled instead"
    )]
    [InlineData("config: {health: {address: 127.0.0.1}}", "config.health.address is a loopback address")]
    [InlineData("config: {health: {address: '::1'}}", "config.health.address is a loopback address")]
    [InlineData("podDisruptionBudget: {enabled: true, minAvailable: 1}", "one of minAvailable and maxUnavailable")]
    [InlineData("podDisruptionBudget: {enabled: true, maxUnavailable: null}", "one of minAvailable and maxUnavailable")]
    [InlineData("{service: {enabled: false}, serviceMonitor: {enabled: true}}", "serviceMonitor.enabled needs service")]
    public async Task Wrong_values_are_refused_with_their_place(string values, params string[] texts)
    {
        var error = (await Helm.RunAsync($"template imageforge {Helm.Chart}", values)).Failed();
        Assert.All(texts, text => Assert.Contains(text, error, StringComparison.Ordinal));
    }

    /// <summary>Each option, also one that is added later.</summary>
    [Fact]
    public async Task A_flag_or_variable_is_refused_if_and_only_if_the_chart_has_a_value_for_it()
    {
        foreach (var option in Option.All)
        {
            foreach (
                var values in new[] { $"extraArgs: [--{option.Flag}=x]", $"extraEnv: [{{name: {option.Variable}}}]" }
            )
            {
                var result = await Helm.RunAsync($"template imageforge {Helm.Chart}", values);
                if (option.Flag == "kubeconfig")
                {
                    result.Succeeded();
                    continue;
                }

                var value = option switch
                {
                    { Flag: "config" } => "config",
                    { Flag: "namespace" } => "watchNamespaces",
                    _ => $"config.{option.Field}",
                };
                Assert.Contains($"set the value {value} instead", result.Failed(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("7studio", "", "7studio-imageforge-operator cannot be the name of a Service")]
    [InlineData("a.studio", "", "a.studio-imageforge-operator cannot be the name of a Service")]
    [InlineData("imageforge", "nameOverride: 1forge", null)]
    [InlineData("7studio", "fullnameOverride: studio", null)]
    [InlineData("7studio", "{service: {enabled: false}}", null)]
    public async Task A_release_whose_Service_could_not_be_created_is_refused(
        string release,
        string values,
        string? problem
    )
    {
        var result = await Helm.RunAsync($"template {release} {Helm.Chart}", values);
        if (problem is null)
        {
            result.Succeeded();
        }
        else
        {
            Assert.Contains(problem, result.Failed(), StringComparison.Ordinal);
        }
    }
}
