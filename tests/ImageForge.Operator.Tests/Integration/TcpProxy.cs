using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>Stands between a client and a server, and can be broken and mended.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly int _port;
    private readonly ConcurrentBag<Socket> _open = [];
    private TcpListener _listener;
    private CancellationTokenSource _stop = new();
    private Task _accepting;

    public TcpProxy(Uri server)
    {
        _server = server;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener, _stop.Token);
    }

    public Uri Address => new($"{_server.Scheme}://127.0.0.1:{_port}");

    /// <summary>Refuses connections and cuts those that are open.</summary>
    public async Task BreakAsync()
    {
        // The listener last: accepting from a stopped one is an error of its own.
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        while (_open.TryTake(out var socket))
        {
            socket.Dispose();
        }
    }

    public void Mend()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = AcceptAsync(_listener, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await BreakAsync();
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stop);
                var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
                _open.Add(client);
                _open.Add(server);
                await server.ConnectAsync(_server.Host, _server.Port);
                _ = CopyAsync(client, server);
                _ = CopyAsync(server, client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Broken on purpose.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
