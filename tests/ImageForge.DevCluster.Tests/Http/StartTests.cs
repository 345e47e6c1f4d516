using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ImageForge.DevCluster.Tests.Http;

public sealed class StartTests
{
    [Fact]
    public async Task A_cluster_starts_and_stops()
    {
        using var folder = new TemporaryFolder();
        var watch = Stopwatch.StartNew();
        await using var cluster = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions { DataDirectory = folder.Path },
            TestContext.Current.CancellationToken
        );
        TestContext.Current.TestOutputHelper!.WriteLine($"started in {watch.ElapsedMilliseconds} ms");
        using var client = TestClient.For(cluster);
        var text = await client.GetStringAsync("/api/v1/namespaces", TestContext.Current.CancellationToken);
        Assert.Contains("kube-system", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_said_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        await using var first = await DevelopmentCluster.StartAsync(
            new DevelopmentClusterOptions { DataDirectory = folder.Path },
            TestContext.Current.CancellationToken
        );
        var port = first.Server.Port;
        var error = await Assert.ThrowsAsync<DevelopmentClusterException>(() =>
            DevelopmentCluster.StartAsync(
                new DevelopmentClusterOptions { DataDirectory = folder.Path, Port = port },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal($"Port {port} on 127.0.0.1 is taken; choose another one or 0 for any.", error.Message);
    }

    [Fact]
    public async Task A_start_that_fails_leaves_no_server_behind()
    {
        using var folder = new TemporaryFolder();
        int port;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        var options = new DevelopmentClusterOptions { DataDirectory = folder.Path, Port = port };
        // A folder cannot be written as a file.
        await Assert.ThrowsAnyAsync<Exception>(() =>
            DevelopmentCluster.StartAsync(
                options with
                {
                    KubeconfigPath = folder.Path,
                },
                TestContext.Current.CancellationToken
            )
        );
        await using var cluster = await DevelopmentCluster.StartAsync(options, TestContext.Current.CancellationToken);
        Assert.Equal(port, cluster.Server.Port);
    }
}
