using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageForge.Contracts.Serving;

/// <summary>Answers GET and HEAD by path over HTTP/1.1, one request a connection.</summary>
/// <remarks>
/// A web host takes longer to start than many a picture to make, and more memory than the rest of a program that waits; a
/// few answers need none.
/// </remarks>
public sealed class AnswerServer : IDisposable
{
    private const int MaxRequestBytes = 8 * 1024;
    private const int MaxConnections = 32;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutOfSockets = TimeSpan.FromMilliseconds(200);

    private readonly TcpListener _listener;
    private readonly Func<string, Answer> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly LinkedList<Socket> _open = [];

    private AnswerServer(TcpListener listener, Func<string, Answer> answer)
    {
        _listener = listener;
        _answer = answer;
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Begins to listen.</summary>
    /// <param name="address">Where; port 0 takes a free one.</param>
    /// <param name="answer">The answer to a path (without query); must be quick and not throw.</param>
    /// <exception cref="SocketException">The port is taken or the address is not this machine's.</exception>
    public static AnswerServer Start(IPEndPoint address, Func<string, Answer> answer)
    {
        var listener = new TcpListener(address);
        try
        {
            listener.Start();
            return new(listener, answer);
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                _ = ServeAsync(socket, Admit(socket));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.TooManyOpenSockets)
            {
                // It would be refused again at once: room comes when something is closed.
                await Task.Delay(OutOfSockets, CancellationToken.None).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // The client left before it was taken in.
            }
        }
    }

    /// <summary>Takes a connection in; beyond the most that may be open, the oldest has to go.</summary>
    private LinkedListNode<Socket> Admit(Socket socket)
    {
        lock (_open)
        {
            if (_open.Count >= MaxConnections)
            {
                _open.First!.Value.Dispose();
                _open.RemoveFirst();
            }

            return _open.AddLast(socket);
        }
    }

    private async Task ServeAsync(Socket socket, LinkedListNode<Socket> node)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            limit.CancelAfter(RequestTimeout);
            using var stream = new NetworkStream(socket, ownsSocket: true);
            var answer = Respond(await ReadHeadAsync(stream, limit.Token).ConfigureAwait(false));
            await stream.WriteAsync(answer, limit.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e)
            when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A client that is slow, gone, too old or no HTTP client has no claim to an answer.
        }
        finally
        {
            lock (_open)
            {
                if (node.List is not null)
                {
                    _open.Remove(node);
                }
            }

            socket.Dispose();
        }
    }

    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxRequestBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                return Encoding.ASCII.GetString(buffer, 0, buffer.AsSpan(0, length).IndexOf("\r\n"u8));
            }

            if (read == 0)
            {
                return null;
            }
        }

        return null;
    }

    private byte[] Respond(string? requestLine) =>
        requestLine?.Split(' ') is not [var method, var target, "HTTP/1.0" or "HTTP/1.1"]
            ? Answer.Text(400, "this is no HTTP request\n").Write(false)
        : method is not ("GET" or "HEAD") ? Answer.Text(405, "use GET\n").Write(false)
        : _answer(target.Split('?')[0]).Write(method == "HEAD");
}
