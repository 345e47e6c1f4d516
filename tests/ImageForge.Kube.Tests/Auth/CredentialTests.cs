using System.Text.Json.Nodes;
using ImageForge.Kube.Auth;
using ImageForge.Kube.Config;
using ImageForge.Testing.Http;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Kube.Tests.Auth;

/// <summary>Credentials that change while a client lives.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("credentials-");
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_token_file_is_read_again_after_a_minute()
    {
        var file = Write("token", "one\n");
        var source = new TokenFile(file, null, _time);
        Assert.Equal("one", (await source.GetAsync(Cancel)).Token);
        Write("token", "two");
        Assert.Equal("one", (await source.GetAsync(Cancel)).Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("two", (await source.GetAsync(Cancel)).Token);
        File.Delete(file);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("two", (await source.GetAsync(Cancel)).Token);
    }

    [Fact]
    public async Task A_refused_token_is_read_again_at_once_and_the_call_repeated()
    {
        var file = Write("token", "old");
        await using var server = new ScriptedServer(exchange =>
            exchange.Request.Headers["authorization"] == "Bearer new"
                ? exchange.AnswerAsync(200, "{}")
                : exchange.AnswerAsync(401, """{"kind":"Status","reason":"Unauthorized","code":401}""")
        );
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address, TokenFile = file });
        var error = await Assert.ThrowsAsync<KubeException>(() => GetAsync(client));
        Assert.True(error.IsUnauthorized);
        // The same token again is of no use.
        Assert.Single(server.Requests);
        Write("token", "new");
        await GetAsync(client);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_token_file_that_is_missing_says_so()
    {
        var file = Path.Combine(_folder.FullName, "none");
        var error = await Assert.ThrowsAsync<KubeConfigException>(async () =>
            await new TokenFile(file, null, _time).GetAsync(Cancel)
        );
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Equal("given", (await new TokenFile(file, "given", _time).GetAsync(Cancel)).Token);
    }

    [Fact]
    public async Task A_program_is_told_of_the_cluster_and_prints_a_token()
    {
        var plugin = Plugin(
            """
            printf '%s' "$KUBERNETES_EXEC_INFO" > info; printf '%s|' "$@" > args; printf '%s' "$PROFILE" > profile
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"secret"}}'
            """
        );
        var config = new KubeConfig
        {
            Server = new Uri("https://10.0.0.1:6443"),
            CertificateAuthority = new Pem("PEM", null),
            Exec = plugin,
        };
        var credential = await new ExecRunner(plugin, config).RunAsync(Cancel);
        Assert.Equal("secret", credential.Token);
        Assert.Equal("two words|$HOME|", Read("args"));
        Assert.Equal("dev", Read("profile"));
        var info = JsonNode.Parse(Read("info"))!;
        Assert.Equal("ExecCredential", (string?)info["kind"]);
        Assert.False((bool)info["spec"]!["interactive"]!);
        Assert.Equal("https://10.0.0.1:6443", (string?)info["spec"]!["cluster"]!["server"]);
        Assert.Equal("UEVN", (string?)info["spec"]!["cluster"]!["certificate-authority-data"]);
    }

    [Theory]
    [InlineData("echo no login >&2; exit 3", "exited with code 3: no login")]
    [InlineData("echo hello", "did not print an ExecCredential")]
    [InlineData(
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'",
        "neither token nor"
    )]
    [InlineData(
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"v9\",\"status\":{\"token\":\"secret\"}}'",
        "printed v9"
    )]
    public async Task A_program_that_fails_says_how_and_tells_no_secret(string script, string problem)
    {
        var plugin = Plugin(script);
        var runner = new ExecRunner(plugin, new KubeConfig { Server = new Uri("https://x") });
        var error = await Assert.ThrowsAsync<KubeConfigException>(() => runner.RunAsync(Cancel));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_missing_tells_how_to_get_it()
    {
        var plugin = Plugin("") with { Command = "/nowhere/login", InstallHint = "Install login from example.com." };
        var runner = new ExecRunner(plugin, new KubeConfig { Server = new Uri("https://x") });
        var error = await Assert.ThrowsAsync<KubeConfigException>(() => runner.RunAsync(Cancel));
        Assert.Contains("Install login", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_runs_once_for_all_that_wait_and_again_before_the_credential_expires()
    {
        var runs = 0;
        var gate = new TaskCompletionSource();
        using var source = new ExecCredentials(
            async _ =>
            {
                var run = Interlocked.Increment(ref runs);
                await gate.Task;
                return new Credential($"t{run}", null, _time.GetUtcNow() + TimeSpan.FromMinutes(5));
            },
            _time
        );
        var waiting = Enumerable.Range(0, 10).Select(_ => source.GetAsync(Cancel).AsTask()).ToArray();
        gate.SetResult();
        var first = await Task.WhenAll(waiting);
        Assert.All(first, credential => Assert.Equal("t1", credential.Token));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("t1", (await source.GetAsync(Cancel)).Token);
        _time.Advance(TimeSpan.FromSeconds(31));
        var second = await source.GetAsync(Cancel);
        Assert.Equal("t2", second.Token);
        // A refusal of the one before says nothing about this one.
        source.Refused(first[0]);
        Assert.Equal("t2", (await source.GetAsync(Cancel)).Token);
        source.Refused(second);
        Assert.Equal("t3", (await source.GetAsync(Cancel)).Token);
    }

    [Fact]
    public async Task An_expiry_at_the_first_or_last_date_there_is_is_an_expiry()
    {
        var runs = 0;
        using var source = new ExecCredentials(
            _ =>
                Task.FromResult(
                    new Credential($"t{++runs}", null, runs == 1 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue)
                ),
            _time
        );
        Assert.Equal("t1", (await source.GetAsync(Cancel)).Token);
        Assert.Equal("t2", (await source.GetAsync(Cancel)).Token);
        Assert.Equal("t2", (await source.GetAsync(Cancel)).Token);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_had_is_a_failure_of_the_call_and_not_of_the_configuration()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, "{}"));
        var config = new KubeConfig { Server = server.Address, Exec = Plugin("echo no login >&2; exit 3") };
        using var client = KubeClient.Create(config);
        var error = await Assert.ThrowsAsync<KubeCredentialException>(() => GetAsync(client));
        Assert.Contains("no login", error.Message, StringComparison.Ordinal);
        Assert.Equal("no credentials available", client.Availability.Problem);
    }

    private static async Task GetAsync(KubeClient client) =>
        await client.GetAsync(CoreResources.ConfigMaps, new ObjectKey("studio", "a"), Cancel);

    private ExecPlugin Plugin(string script)
    {
        var file = Write("login", $"cd '{_folder.FullName}'\n{script}\n");
        return new ExecPlugin
        {
            ApiVersion = "client.authentication.k8s.io/v1",
            Command = "/bin/sh",
            Args = [file, "two words", "$HOME"],
            Env = new Dictionary<string, string> { ["PROFILE"] = "dev" },
            ProvideClusterInfo = true,
        };
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder.FullName, name));

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
