using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ImageForge.Testing.Http;

/// <summary>
/// An HTTP/1.1 server on loopback whose every byte is a test's choice: it can be silent, break off, or answer nonsense.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ScriptedExchange, Task> _script;
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly Task _accepting;

    /// <param name="script">Answers one request; called for many at once.</param>
    public ScriptedServer(Func<ScriptedExchange, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What was asked so far, in order of arrival.</summary>
    public IReadOnlyCollection<ScriptedRequest> Requests => _requests;

    /// <summary>Cancelled when the server stops: a script that keeps silent waits for it.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Breaks all open connections off, as a server does that ends.</summary>
    public void BreakConnections()
    {
        foreach (var socket in _open.Keys)
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The listener last: accepting from a stopped one is an error of its own.
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        _open[socket] = true;
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                while (await ScriptedRequest.ReadAsync(reader, _stop.Token) is { } request)
                {
                    _requests.Enqueue(request);
                    var exchange = new ScriptedExchange(request, socket, stream, _stop.Token);
                    await _script(exchange);
                    if (exchange.IsClosed)
                    {
                        return;
                    }
                }
            }
            catch (Exception e)
                when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The other side has gone, or the test is over.
            }
            finally
            {
                _open.TryRemove(socket, out _);
            }
        }
    }
}
