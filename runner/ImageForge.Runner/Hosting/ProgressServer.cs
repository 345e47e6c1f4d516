using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageForge.Contracts;

namespace ImageForge.Runner.Hosting;

/// <summary>Answers <c>GET /progress</c> and <c>GET /healthz</c>, one request a connection.</summary>
/// <remarks>A web host would take longer to start than many a picture to make; two fixed answers need none.</remarks>
internal sealed class ProgressServer : IDisposable
{
    private const int MaxRequestBytes = 8 * 1024;
    private const int MaxConnections = 32;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    private readonly TcpListener listener;
    private readonly ProgressBoard board;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim connections = new(MaxConnections);

    private ProgressServer(TcpListener listener, ProgressBoard board)
    {
        this.listener = listener;
        this.board = board;
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The port is taken or the address is not this machine's.</exception>
    public static ProgressServer Start(IPEndPoint address, ProgressBoard board)
    {
        var listener = new TcpListener(address);
        try
        {
            listener.Start();
            return new(listener, board);
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
        stop.Cancel();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await connections.WaitAsync(stop.Token).ConfigureAwait(false);
                _ = ServeAsync(await listener.AcceptSocketAsync(stop.Token).ConfigureAwait(false));
            }
            catch (SocketException)
            {
                // The client left before it was taken in.
                connections.Release();
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            limit.CancelAfter(RequestTimeout);
            using var stream = new NetworkStream(socket, ownsSocket: true);
            var answer = Answer(await ReadHeadAsync(stream, limit.Token).ConfigureAwait(false));
            await stream.WriteAsync(answer, limit.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // A client that is slow, gone or no HTTP client has no claim to an answer; the run is not its business.
        }
        finally
        {
            connections.Release();
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

    private byte[] Answer(string? requestLine) =>
        requestLine?.Split(' ') is not [var method, var target, "HTTP/1.0" or "HTTP/1.1"]
            ? Response("400 Bad Request", "text/plain", "this is no HTTP request\n"u8)
        : method is not ("GET" or "HEAD") ? Response("405 Method Not Allowed", "text/plain", "use GET\n"u8)
        : WithoutBody(
            method == "HEAD",
            target.Split('?')[0] switch
            {
                "/progress" => Response(
                    "200 OK",
                    "application/json",
                    JsonSerializer.SerializeToUtf8Bytes(board.Current, ContractsJson.Default.Progress)
                ),
                "/healthz" => Response("200 OK", "text/plain", "ok\n"u8),
                _ => Response("404 Not Found", "text/plain", "there are /progress and /healthz\n"u8),
            }
        );

    private static byte[] WithoutBody(bool headOnly, byte[] response) =>
        headOnly ? response[..(response.AsSpan().IndexOf("\r\n\r\n"u8) + 4)] : response;

    private static byte[] Response(string status, string type, ReadOnlySpan<byte> body) =>
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
            ),
            .. body,
        ];
}
