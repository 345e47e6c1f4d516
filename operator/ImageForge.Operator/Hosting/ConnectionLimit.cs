using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ImageForge.Operator.Hosting;

/// <summary>
/// Keeps few enough connections open by ending the oldest when another comes, first of those that never made a request:
/// clients that connect and say nothing can neither keep probes out nor use up the process's file descriptors.
/// </summary>
/// <remarks>
/// It ends them where connections are accepted, before the next one is: a connection middleware runs later, when the
/// descriptors may be gone already.
/// </remarks>
/// <param name="inner">Listens.</param>
/// <param name="most">Connections that are open at once.</param>
internal sealed class ConnectionLimit(IConnectionListenerFactory inner, int most) : IConnectionListenerFactory
{
    private readonly Lock _lock = new();
    private readonly LinkedList<ConnectionContext> _silent = [];
    private readonly LinkedList<ConnectionContext> _heard = [];

    /// <summary>What this process can afford: an eighth of its file descriptors, at most 256.</summary>
    public static int OfThisProcess() => Math.Clamp(FileDescriptors() / 8, 8, 256);

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken) =>
        new Listener(await inner.BindAsync(endpoint, cancellationToken), this);

    /// <summary>Notes that a connection has made a request.</summary>
    /// <param name="items">The connection's items.</param>
    public void MarkActive(IDictionary<object, object?> items)
    {
        lock (_lock)
        {
            // In no list: ended meanwhile to make room for another.
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
        oldest?.Abort(new ConnectionAbortedException("Another connection came and this was the oldest."));
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
            // No Linux, no such file.
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
