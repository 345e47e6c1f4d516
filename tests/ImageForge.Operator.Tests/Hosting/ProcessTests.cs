using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Operator.Hosting.Configuration;
using ImageForge.Operator.Tests.Integration;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

/// <summary>The operator's program: what it prints, how it ends, and how it stands up to clients that do nothing.</summary>
public class ProcessTests(ClusterFixture cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unknown flag: --nope", "--nope")]
    [InlineData("invalid value", "--leader-elect=yes")]
    [InlineData("No cluster configuration found")]
    [InlineData("No cluster configuration found", "--log-format=json", "--log-level=debug")]
    [InlineData("/nonexistent/config does not exist", "--kubeconfig=/nonexistent/config")]
    [InlineData("Operator failed: / is a directory.", "--kubeconfig=/")]
    [InlineData("Operator failed: Cannot read /dev/zero: /dev/zero is larger than 16 MiB.", "--kubeconfig=/dev/zero")]
    [InlineData("Operator failed: --config: / is a directory.", "--config=/")]
    public async Task Program_that_cannot_start_says_why_as_json(string problem, params string[] arguments)
    {
        using var process = new OperatorProcess(arguments);
        Assert.Equal(1, await process.ExitAsync());
        AllJson(process);
        Assert.Contains(process.Lines, line => line.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_certificate_authority_is_one_line()
    {
        var kubeconfig = Path.Combine(cluster.Store, "missing-ca.kubeconfig");
        await File.WriteAllTextAsync(
            kubeconfig,
            """
            current-context: c
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1", certificate-authority: none.crt}}]
            contexts: [{name: c, context: {cluster: c}}]
            """,
            Cancel
        );
        using var process = new OperatorProcess(Arguments(kubeconfig));
        Assert.Equal(1, await process.ExitAsync());
        Assert.StartsWith(
            $"Operator failed: {kubeconfig}: clusters[c].cluster.certificate-authority cannot be read: ",
            (string?)JsonNode.Parse(Assert.Single(process.Lines))!["Message"],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "garbage", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "garbage", "must be grpc or http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "garbage", "must be a number of milliseconds from 1 to 2147483647")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "zstd", "must be gzip or none")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "half", "must be a number from 0 to 1")]
    [InlineData("OTEL_BSP_MAX_QUEUE_SIZE", "garbage", "must be a number of spans from 1 to 2147483647")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "garbage", "must be a list of attributes: name=value,name=value")]
    public async Task Invalid_variable_of_telemetry_is_one_line_without_its_value(
        string name,
        string value,
        string problem
    )
    {
        using var process = new OperatorProcess(
            Arguments(cluster.KubeconfigPath),
            environment: [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), (name, value)]
        );
        Assert.Equal(1, await process.ExitAsync());
        var line = JsonNode.Parse(Assert.Single(process.Lines))!;
        Assert.Equal($"Operator failed: {name} {problem}", (string?)line["Message"]);
        Assert.DoesNotContain(value, line.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exports_that_fail_are_one_line_of_the_log()
    {
        using var process = new OperatorProcess(
            Arguments(cluster.KubeconfigPath),
            environment:
            [
                ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"),
                ("OTEL_METRIC_EXPORT_INTERVAL", "100"),
                ("OTEL_TRACES_EXPORTER", "none"),
            ]
        );
        await process.LineAsync("Cannot export metrics to http://127.0.0.1:9: Connection refused; ");
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        process.Stop();
        Assert.Equal(0, await process.ExitAsync());
        Assert.Single(process.Lines, line => line.Contains("Cannot export", StringComparison.Ordinal));
        AllJson(process);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--config=/nonexistent", "--help")]
    [InlineData("--port", "--help", "--version")]
    [InlineData("probe", "--help")]
    public async Task Help_is_printed_wherever_it_is_asked_for(params string[] arguments)
    {
        using var process = new OperatorProcess(arguments);
        Assert.Equal(0, await process.ExitAsync());
        Assert.Equal(Option.Usage.Split('\n'), process.Lines);
        Assert.Contains(process.Lines, line => line.StartsWith("  --version ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--config=/nonexistent", "--version")]
    public async Task Version_is_printed(params string[] arguments)
    {
        using var process = new OperatorProcess(arguments);
        Assert.Equal(0, await process.ExitAsync());
        Assert.Equal(OperatorVersion.Current, Assert.Single(process.Lines));
        Assert.NotEqual("unknown", OperatorVersion.Current);
    }

    [Theory]
    [InlineData("operator probe: the URL is missing; usage: operator probe URL", "probe")]
    [InlineData("operator probe: more than one URL; usage: operator probe URL", "probe", "http://a", "http://b")]
    public async Task Probe_takes_one_url(string problem, params string[] arguments)
    {
        using var process = new OperatorProcess(arguments);
        Assert.Equal(1, await process.ExitAsync());
        Assert.Equal(problem, Assert.Single(process.Lines));
    }

    [Fact]
    public async Task Log_is_json_from_the_start_over_a_taken_port_to_the_stop()
    {
        using var first = new OperatorProcess([.. Arguments(cluster.KubeconfigPath), "--log-level=debug"]);
        var port = (await first.HealthAsync()).Port;
        using var second = new OperatorProcess([.. Arguments(cluster.KubeconfigPath), $"--port={port}"]);
        Assert.Equal(1, await second.ExitAsync());
        Assert.Contains(second.Lines, line => line.Contains($"Port {port}", StringComparison.Ordinal));
        AllJson(second);

        first.Stop();
        Assert.Equal(0, await first.ExitAsync());
        await first.LineAsync("Operator stopped");
        AllJson(first);
    }

    [Fact]
    public async Task Log_is_json_when_the_lease_is_lost()
    {
        var ns = await cluster.NamespaceAsync();
        await using var proxy = new TcpProxy(cluster.Config.Server);
        var kubeconfig = await KubeconfigAsync(proxy, ns);
        using var process = new OperatorProcess([.. Arguments(kubeconfig), "--leader-elect", $"--namespace={ns}"]);
        await process.LineAsync("acquired leader lease");
        await proxy.BreakAsync();
        Assert.Equal(1, await process.ExitAsync());
        await process.LineAsync("Failed to renew leader lease");
        AllJson(process);
    }

    [Fact]
    public async Task Api_server_that_cannot_be_reached_at_the_start_is_one_line_for_all_caches()
    {
        var ns = await cluster.NamespaceAsync();
        await using var proxy = new TcpProxy(cluster.Config.Server);
        await proxy.BreakAsync();
        using var process = new OperatorProcess([
            .. Arguments(await KubeconfigAsync(proxy, ns)),
            "--leader-elect",
            $"--namespace={ns}",
        ]);
        var server = proxy.Address.GetLeftPart(UriPartial.Authority);
        await process.LineAsync($"Cannot reach the API server {server}: Connection refused; retrying");
        using var http = new HttpClient { BaseAddress = await process.HealthAsync() };
        // As long as each of the callers has failed more than once.
        await Task.Delay(TimeSpan.FromSeconds(5), Cancel);
        var ready = await http.GetAsync("/readyz", Cancel);
        Assert.Contains(
            "API server unavailable: connection refused; see the log.",
            await ready.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
        Assert.Single(Warnings());

        proxy.Mend();
        await process.LineAsync($"The API server {server} is reached again");
        await process.LineAsync("acquired leader lease");
        Assert.Single(Warnings());
        AllJson(process);

        IEnumerable<string> Warnings() =>
            process.Lines.Where(line => (string?)JsonNode.Parse(line)!["LogLevel"] is not ("Information" or "Debug"));
    }

    /// <summary>With so few file descriptors that silent clients would use them up.</summary>
    [Fact]
    public async Task Silent_clients_use_up_no_file_descriptors()
    {
        using var process = new OperatorProcess(Arguments(cluster.KubeconfigPath), openFiles: 300);
        var health = await process.HealthAsync();
        await process.LineAsync("started with");
        List<Socket> idle = [];
        var most = 0;
        try
        {
            for (var n = 0; n < 400; n++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                idle.Add(socket);
                await socket.ConnectAsync(health.Host, health.Port, Cancel);
                most = Math.Max(most, process.OpenFiles);
            }

            using var http = new HttpClient { BaseAddress = health };
            Assert.Equal("ok\n", await http.GetStringAsync("/healthz", Cancel));
            Assert.InRange(most, 50, 250);
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }

        AllJson(process);
    }

    /// <summary>A kubeconfig of the cluster by way of a proxy.</summary>
    private async Task<string> KubeconfigAsync(TcpProxy proxy, string name)
    {
        var kubeconfig = Path.Combine(cluster.Store, $"{name}.kubeconfig");
        await File.WriteAllTextAsync(
            kubeconfig,
            (await File.ReadAllTextAsync(cluster.KubeconfigPath, Cancel)).Replace(
                cluster.Config.Server.GetLeftPart(UriPartial.Authority),
                proxy.Address.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            ),
            Cancel
        );
        return kubeconfig;
    }

    private static string[] Arguments(string kubeconfig) =>
        [$"--kubeconfig={kubeconfig}", "--port=0", "--address=127.0.0.1"];

    private static void AllJson(OperatorProcess process)
    {
        Assert.NotEmpty(process.Lines);
        Assert.All(
            process.Lines,
            line =>
            {
                using var json = JsonDocument.Parse(line);
                Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
            }
        );
    }
}
