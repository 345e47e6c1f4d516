using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ImageForge.Hosting.Serving;

/// <summary>
/// Limits open connections by closing the oldest when another arrives, idle ones without a request first. Silent
/// clients can neither block probes nor exhaust the file descriptors of the process.
/// </summary>
/// <remarks>
/// Connections are closed before the next one is accepted: a connection middleware would run after the
/// descriptor is taken.
/// </remarks>
/// <param name="inner">The transport.</param>
/// <param name="most">Maximum number of open connections.</param>
internal sealed class ConnectionLimit(IConnectionListenerFactory inner, int most) : IConnectionListenerFactory
{
    private readonly Lock _lock = new();
    private readonly LinkedList<ConnectionContext> _silent = [];
    private readonly LinkedList<ConnectionContext> _heard = [];

    /// <summary>An eighth of the file descriptors of this process, at most 256.</summary>
    public static int OfThisProcess() => Math.Clamp(FileDescriptors() / 8, 8, 256);

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken) =>
        new Listener(await inner.BindAsync(endpoint, cancellationToken), this);

    /// <summary>Marks a connection that has made a request.</summary>
    /// <param name="items">The connection's items.</param>
    public void MarkActive(IDictionary<object, object?> items)
    {
        lock (_lock)
        {
            // Not in a list: already closed by the limit.
            if (items[this] is LinkedListNode<ConnectionContext> { List: { } list } node)
            {
                list.Remove(node);
                _heard.AddLast(node);
            }
        }
    }

    private void Admit(ConnectionContext connection)
    {
        LinkedListNode<ConnectionContext> node;
        ConnectionContext? oldest = null;
        lock (_lock)
        {
            if (_silent.Count + _heard.Count >= most)
            {
                var from = _silent.Count > 0 ? _silent : _heard;
                oldest = from.First!.Value;
                from.RemoveFirst();
            }

            node = _silent.AddLast(connection);
            connection.Items[this] = node;
        }

        connection.ConnectionClosed.Register(() =>
        {
            lock (_lock)
            {
                node.List?.Remove(node);
            }
        });
        oldest?.Abort(new ConnectionAbortedException("Closed to stay within the connection limit."));
    }

    private static int FileDescriptors()
    {
        const string Name = "Max open files";
        try
        {
            var line = File.ReadLines("/proc/self/limits")
                .FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal));
            return int.TryParse(
                line?[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
                out var limit
            )
                ? limit
                : int.MaxValue;
        }
        catch (IOException)
        {
            // Not on Linux.
            return int.MaxValue;
        }
    }

    private sealed class Listener(IConnectionListener inner, ConnectionLimit limit) : IConnectionListener
    {
        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken)
        {
            var connection = await inner.AcceptAsync(cancellationToken);
            if (connection is not null)
            {
                limit.Admit(connection);
            }

            return connection;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken) => inner.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
