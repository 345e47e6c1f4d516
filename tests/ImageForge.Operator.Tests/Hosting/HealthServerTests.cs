using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageForge.Hosting.Serving;
using ImageForge.Kube.Config;
using ImageForge.Operator.Hosting;
using ImageForge.Operator.Telemetry;
using ImageForge.Operator.Tests.Telemetry;
using ImageForge.Runtime.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

public sealed class HealthServerTests : IDisposable
{
    private readonly OperatorMetrics _metrics = new(() => [], new(new(0), new(), () => true), () => true);
    private readonly PrometheusCollector _collector;

    public HealthServerTests() => _collector = new PrometheusCollector(_metrics.Owns);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _collector.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public async Task Health_readiness_and_metrics_are_served_and_nothing_else()
    {
        IReadOnlyList<string> problems = ["Caches not synced: pods.", "API server unavailable: no token"];
        using var server = await StartAsync(() => problems);
        using var http = new HttpClient { BaseAddress = server.Address };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz", Cancel)).StatusCode);
        var notReady = await http.GetAsync("/readyz", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        Assert.Equal(string.Join('\n', problems) + "\n", await notReady.Content.ReadAsStringAsync(Cancel));
        problems = [];
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/readyz", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync("/healthz", null, Cancel)).StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, "/healthz");
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(head, Cancel)).StatusCode);
        var values = ParsedMetrics.Parse(await http.GetStringAsync("/metrics", Cancel)).Values;
        Assert.Equal(1, values["imageforge_leader"]);
        Assert.True(values["imageforge_process_memory_bytes"] > 1_000_000);
    }

    [Fact]
    public async Task An_error_that_only_the_last_resort_sees_and_a_failing_credential_show_without_their_details()
    {
        var opened = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var supervisor = new Supervisor(NullLogger.Instance, TimeProvider.System);
        var options = new OperatorOptions
        {
            KubeConfig = new KubeConfig { Server = new Uri("http://localhost:1"), TokenFile = "/no/such/token" },
            Port = 0,
            Address = IPAddress.Loopback,
            OnListening = opened.SetResult,
            Logging = NullLoggerFactory.Instance,
            Supervisor = supervisor,
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = OperatorHost.RunAsync(options, stop.Token);
        using var http = new HttpClient { BaseAddress = await opened.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel) };
        supervisor.Report("Background callback", new InvalidOperationException("secret words"));

        string said;
        do
        {
            said = await (await http.GetAsync("/readyz", Cancel)).Content.ReadAsStringAsync(Cancel);
        } while (!said.Contains("API server unavailable", StringComparison.Ordinal));
        Assert.Contains("no credentials available", said, StringComparison.Ordinal);
        Assert.Contains("Background callback failed (InvalidOperationException)", said, StringComparison.Ordinal);
        Assert.DoesNotContain("/no/such", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", said, StringComparison.Ordinal);
        var metrics = ParsedMetrics.Parse(await http.GetStringAsync("/metrics", Cancel)).Values;
        Assert.Equal(1, metrics["imageforge_unexpected_errors_total{source=Background callback}"]);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    [Fact]
    public async Task Taken_port_is_named()
    {
        using var first = await StartAsync(() => []);
        var port = first.Address.Port;
        var error = await Assert.ThrowsAsync<IOException>(() => StartAsync(() => [], port));
        Assert.Contains($"Port {port}", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Prometheus keeps its connection.</summary>
    [Fact]
    public async Task Silent_clients_do_not_end_a_connection_that_is_used()
    {
        using var server = await StartAsync(() => []);
        using var used = await ConnectAsync(server.Address);
        Assert.Contains("200 OK", await AskAsync(used), StringComparison.Ordinal);
        List<Socket> idle = [];
        try
        {
            for (var n = 0; n < 600; n++)
            {
                idle.Add(await ConnectAsync(server.Address));
            }

            // The first are disconnected.
            var ended = idle[0].ReceiveAsync(new byte[1], Cancel).AsTask();
            await Assert.ThrowsAsync<SocketException>(() => ended.WaitAsync(TimeSpan.FromSeconds(60), Cancel));
            using var http = new HttpClient { BaseAddress = server.Address };
            Assert.Equal("ok\n", await http.GetStringAsync("/healthz", Cancel));
            Assert.Contains("200 OK", await AskAsync(used), StringComparison.Ordinal);
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Hundreds_of_clients_that_connect_and_say_nothing_keep_no_probe_out()
    {
        using var server = await StartAsync(() => []);
        List<Socket> idle = [];
        try
        {
            for (var n = 0; n < 600; n++)
            {
                idle.Add(await ConnectAsync(server.Address));
            }

            // A new connection each time, as the kubelet makes them; a probe's own time limit is a second.
            for (var n = 0; n < 5; n++)
            {
                using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(4) };
                Assert.Equal("ok\n", await http.GetStringAsync("/healthz", Cancel));
            }
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, Cancel);
        return socket;
    }

    private static async Task<string> AskAsync(Socket socket)
    {
        await socket.SendAsync("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), Cancel);
        var bytes = new byte[1000];
        var count = await socket.ReceiveAsync(bytes, Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        return Encoding.ASCII.GetString(bytes, 0, count);
    }

    private Task<AnswerServer> StartAsync(Func<IReadOnlyList<string>> problems, int port = 0) =>
        HealthServer.StartAsync(IPAddress.Loopback, port, problems, () => null, _collector, NullLoggerFactory.Instance);
}
