using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ImageForge.Kube.Tests.Http;

/// <summary>
/// Stands between a client and a server; once silenced it keeps every connection open and passes nothing on, as a router
/// does that has forgotten them.
/// </summary>
internal sealed class SilentProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _tasks = [];
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile int _silenced;
    private int _connections;

    public SilentProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"{_server.Scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Silences the connections that there are; later ones work.</summary>
    public void FallSilent() => _silenced = _connections;

    public async ValueTask DisposeAsync()
    {
        // The listener last: accepting from a stopped one is an error of its own.
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _tasks.Add(PassAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            var number = Interlocked.Increment(ref _connections);
            await Task.WhenAll(CopyAsync(client, server, number), CopyAsync(server, client, number));
        }
    }

    private async Task CopyAsync(Socket from, Socket to, int number)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is var length && length > 0)
            {
                if (number > _silenced)
                {
                    await to.SendAsync(buffer.AsMemory(0, length), _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side has gone, or the test is over.
        }
    }
}
