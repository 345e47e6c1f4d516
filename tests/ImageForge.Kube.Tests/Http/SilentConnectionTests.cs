using ImageForge.Kube.Config;
using Xunit;

namespace ImageForge.Kube.Tests.Http;

/// <summary>A connection that dies without a word is noticed long before its watch would end by itself.</summary>
public sealed class SilentConnectionTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly TestAuthority _authority = new("one");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Watch_on_a_dead_connection_fails_when_its_ping_is_not_answered()
    {
        using var certificate = _authority.Issue("server");
        await using var server = await TlsServer.StartAsync(certificate);
        await using var proxy = new SilentProxy(server.Address);
        // The shortest times that HTTP/2 pings can have here.
        var ping = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using var client = KubeClient.Create(Config(proxy), new KubeClientOptions { Ping = ping });
        var options = new WatchOptions { Timeout = TimeSpan.FromMinutes(5) };
        await using var lines = client
            .WatchAsync(CoreResources.ConfigMaps, null, options, Cancel)
            .GetAsyncEnumerator(Cancel);
        Assert.True(await lines.MoveNextAsync());

        // Idle but alive: pings are answered.
        var next = lines.MoveNextAsync().AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(TimeSpan.FromSeconds(3), Cancel));

        proxy.FallSilent();
        await Assert.ThrowsAsync<KubeTransportException>(() => next.WaitAsync(Bound, Cancel));
    }

    [Fact]
    public async Task Call_on_a_dead_connection_times_out_and_the_next_takes_another()
    {
        using var certificate = _authority.Issue("server");
        await using var server = await TlsServer.StartAsync(certificate);
        await using var proxy = new SilentProxy(server.Address);
        var options = new KubeClientOptions { RequestTimeout = TimeSpan.FromSeconds(2) };
        using var client = KubeClient.Create(Config(proxy), options);
        var key = new ObjectKey("studio", "a");
        var first = await client.GetAsync(CoreResources.ConfigMaps, key, Cancel);
        var again = await client.GetAsync(CoreResources.ConfigMaps, key, Cancel);
        Assert.Equal(first.Data!["connection"], again.Data!["connection"]);

        proxy.FallSilent();
        await Assert.ThrowsAsync<KubeTransportException>(() => client.GetAsync(CoreResources.ConfigMaps, key, Cancel));
        var other = await client.GetAsync(CoreResources.ConfigMaps, key, Cancel);
        Assert.NotEqual(first.Data["connection"], other.Data!["connection"]);
    }

    [Fact]
    public async Task Idle_connections_of_calls_are_probed()
    {
        using var certificate = _authority.Issue("server");
        await using var server = await TlsServer.StartAsync(certificate);
        var config = new KubeConfig { Server = server.Address, CertificateAuthority = new Pem(_authority.Pem, null) };
        using var client = KubeClient.Create(config);
        await client.GetAsync(CoreResources.ConfigMaps, new ObjectKey("studio", "a"), Cancel);
        // Columns of /proc/net/tcp: local and remote address, state, queues, then the timer (2: keep-alive) and its
        // hundredths of a second.
        var port = $":{server.Address.Port:X4}";
        var timers = File.ReadLines("/proc/net/tcp")
            .Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[2].EndsWith(port, StringComparison.Ordinal) && columns[3] == "01")
            .Select(columns => columns[5].Split(':'))
            .ToList();
        var timer = Assert.Single(timers);
        Assert.Equal("02", timer[0]);
        Assert.InRange(Convert.ToInt32(timer[1], 16), 1, 3000);
    }

    [Fact]
    public void Pings_find_a_dead_connection_within_45_seconds_unless_told_otherwise()
    {
        var (delay, timeout) = new KubeClientOptions().Ping;
        Assert.Equal(TimeSpan.FromSeconds(45), delay + timeout);
    }

    private KubeConfig Config(SilentProxy proxy) =>
        new() { Server = proxy.Address, CertificateAuthority = new Pem(_authority.Pem, null) };
}
