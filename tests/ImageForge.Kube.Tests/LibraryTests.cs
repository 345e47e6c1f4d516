using ImageForge.Kube.Tests.Http;
using ImageForge.Testing.Http;
using k8s;
using k8s.Autorest;
using k8s.KubeConfigModels;
using Xunit;

namespace ImageForge.Kube.Tests;

/// <summary>
/// Why parts of KubernetesClient are not used. Each test fails once the library is mended; then ours can go, or shrink.
/// </summary>
public sealed class LibraryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("library-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Proxy_and_impersonation_of_a_kubeconfig_are_ignored()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, "{}"));
        // Nothing listens on the proxy's port.
        var config = await LoadAsync(server.Address, "proxy-url: http://127.0.0.1:1", "token: t, as: alice");
        using var client = new Kubernetes(config);
        await client.CoreV1.ReadNamespacedConfigMapAsync("a", "studio", cancellationToken: Cancel);
        var request = Assert.Single(server.Requests);
        Assert.False(request.Headers.ContainsKey("impersonate-user"));
    }

    [Fact]
    public async Task A_kubeconfig_with_a_token_file_is_refused() =>
        await Assert.ThrowsAsync<k8s.Exceptions.KubeConfigException>(() =>
            LoadAsync(new Uri("http://localhost:1"), "", "tokenFile: token")
        );

    [Fact]
    public async Task A_kubeconfig_with_a_list_of_extra_attributes_cannot_be_read() =>
        await Assert.ThrowsAnyAsync<YamlDotNet.Core.YamlException>(() =>
            LoadAsync(new Uri("http://localhost:1"), "", "as: alice, as-user-extra: {scopes: [a, b]}")
        );

    [Fact]
    public void Arguments_of_an_exec_plugin_are_split_at_spaces()
    {
        using var process = KubernetesClientConfiguration.CreateRunnableExternalProcess(
            new ExternalExecution
            {
                ApiVersion = "client.authentication.k8s.io/v1",
                Command = "login",
                Arguments = ["--name", "two words"],
            }
        );
        Assert.Empty(process.StartInfo.ArgumentList);
        Assert.Equal("--name two words", process.StartInfo.Arguments);
    }

    [Fact]
    public async Task An_exec_plugin_runs_while_the_configuration_is_read()
    {
        var marker = Path.Combine(_folder.FullName, "ran");
        var script = Path.Combine(_folder.FullName, "login");
        await File.WriteAllTextAsync(script, $"touch '{marker}'\nexit 1\n", Cancel);
        var exec = $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: /bin/sh, args: ['{script}']}}";
        await Assert.ThrowsAnyAsync<Exception>(() => LoadAsync(new Uri("http://localhost:1"), "", exec));
        Assert.True(File.Exists(marker));
    }

    [Fact]
    public async Task A_certificate_of_another_name_is_accepted()
    {
        using var authority = new TestAuthority("one");
        using var certificate = authority.Issue("server", "somewhere.else");
        await using var server = await TlsServer.StartAsync(certificate);
        var data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(authority.Pem));
        var config = await LoadAsync(server.Address, $"certificate-authority-data: {data}", "token: t");
        using var client = new Kubernetes(config);
        await client.CoreV1.ReadNamespacedConfigMapAsync("a", "studio", cancellationToken: Cancel);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(401)]
    public async Task Nothing_is_tried_again_and_errors_are_text(int code)
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.AnswerAsync(code, """{"kind":"Status","reason":"x"}""", headers: "Retry-After: 0")
        );
        using var client = new Kubernetes(await LoadAsync(server.Address, "", "token: t"));
        await Assert.ThrowsAsync<HttpOperationException>(() =>
            client.CoreV1.ReadNamespacedConfigMapAsync("a", "studio", cancellationToken: Cancel)
        );
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task One_unreadable_item_loses_the_list()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.AnswerAsync(
                200,
                """{"kind":"ConfigMapList","metadata":{},"items":[{"metadata":{"name":"a"}},{"metadata":{"name":7}}]}"""
            )
        );
        using var client = new Kubernetes(await LoadAsync(server.Address, "", "token: t"));
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() =>
            client.CoreV1.ListNamespacedConfigMapAsync("studio", cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task A_quiet_watch_that_the_server_ends_throws()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginAsync();
            await exchange.EndAsync();
        });
        using var client = new Kubernetes(await LoadAsync(server.Address, "", "token: t"));
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            await foreach (
                var _ in client.CoreV1.WatchListNamespacedConfigMapAsync("studio", cancellationToken: Cancel)
            ) { }
        });
    }

    private async Task<KubernetesClientConfiguration> LoadAsync(Uri server, string cluster, string user)
    {
        var file = Path.Combine(_folder.FullName, "config");
        await File.WriteAllTextAsync(
            file,
            $$$"""
            apiVersion: v1
            kind: Config
            current-context: main
            contexts: [{name: main, context: {cluster: k, user: u}}]
            clusters:
            - name: k
              cluster:
                server: {{{server}}}
                {{{cluster}}}
            users:
            - name: u
              user: { {{{user}}} }
            """,
            Cancel
        );
        return await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(file));
    }
}
