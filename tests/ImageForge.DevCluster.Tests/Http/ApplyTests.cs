using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.DevCluster.Tests.Http;

public sealed class ApplyTests : IAsyncLifetime
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    private const string Events = "/apis/events.k8s.io/v1/namespaces/default/events";
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;
    private DevelopmentCluster _cluster = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions { DataDirectory = _folder.Path, RunsWorkloads = false },
            _cancel
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
    public async Task An_apply_that_creates_demands_create_as_well_as_patch()
    {
        await PostAsync(
            $"{Rbac}/clusterroles",
            """{"metadata":{"name":"patcher"},"rules":[{"verbs":["patch"],"apiGroups":[""],"resources":["configmaps"]}]}"""
        );
        await PostAsync(
            $"{Rbac}/clusterrolebindings",
            """
            {"metadata":{"name":"patcher"},"roleRef":{"kind":"ClusterRole","name":"patcher"},
             "subjects":[{"kind":"User","name":"alice"}]}
            """
        );
        const string Body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"1"}}""";
        var (code, answer) = await ApplyAsync($"{ConfigMaps}/c", Body, "alice");
        Assert.Equal(HttpStatusCode.Forbidden, code);
        Assert.Equal(
            "configmaps \"c\" is forbidden: User \"alice\" cannot create resource \"configmaps\" in API group \"\" in the"
                + " namespace \"default\"",
            (string?)answer["message"]
        );
        Assert.Equal(HttpStatusCode.Created, (await ApplyAsync($"{ConfigMaps}/c", Body)).Code);
        Assert.Equal(HttpStatusCode.OK, (await ApplyAsync($"{ConfigMaps}/c", Body, "alice")).Code);
    }

    [Fact]
    public async Task An_event_can_be_applied_and_its_series_counted_on()
    {
        const string Head = """
            {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"e"},"eventTime":"2026-01-02T03:04:05.000000Z",
             "type":"Normal","reason":"Seen","action":"Look","note":"seen","reportingController":"imageforge.dev/test",
             "reportingInstance":"one","regarding":{"kind":"ConfigMap","namespace":"default","name":"c"}
            """;
        var (code, created) = await ApplyAsync($"{Events}/e", Head + "}");
        Assert.True(code == HttpStatusCode.Created, created.ToJsonString());
        var (again, counted) = await ApplyAsync(
            $"{Events}/e",
            Head + ""","series":{"count":2,"lastObservedTime":"2026-01-02T03:04:06.000000Z"}}"""
        );
        Assert.True(again == HttpStatusCode.OK, counted.ToJsonString());
        Assert.Equal(2, (int)counted["series"]!["count"]!);
        var owner = Assert.Single(counted["metadata"]!["managedFields"]!.AsArray())!;
        Assert.Equal("Apply events.k8s.io/v1", $"{owner["operation"]} {owner["apiVersion"]}");
        Assert.NotNull(owner["fieldsV1"]!["f:note"]);

        var core = await _client.GetFromJsonAsync<JsonNode>("/api/v1/namespaces/default/events/e", _cancel);
        Assert.Equal("seen", (string?)core!["message"]);
    }

    [Fact]
    public async Task An_indexed_job_is_refused_by_its_field()
    {
        const string Job = """
            {"metadata":{"name":"indexed"},"spec":{"completionMode":"Indexed","completions":2,"template":{"spec":
             {"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}}}
            """;
        using var content = new StringContent(Job, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync("/apis/batch/v1/namespaces/default/jobs", content, _cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(
            "spec.completionMode: Forbidden: Indexed is not served by the development cluster",
            await response.Content.ReadAsStringAsync(_cancel),
            StringComparison.Ordinal
        );
    }

    private async Task PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(path, content, _cancel);
        response.EnsureSuccessStatusCode();
    }

    private async Task<(HttpStatusCode Code, JsonNode Answer)> ApplyAsync(string path, string body, string? user = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"{path}?fieldManager=test");
        request.Content = new StringContent(body, Encoding.UTF8, "application/apply-patch+yaml");
        if (user is not null)
        {
            request.Headers.Add("Impersonate-User", user);
        }
        using var response = await _client.SendAsync(request, _cancel);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(_cancel))!);
    }
}
