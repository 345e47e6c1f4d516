using Microsoft.AspNetCore.Connections;

namespace ImageForge.Operator.Hosting;

/// <summary>
/// Keeps few enough connections open by ending the oldest when another comes: clients that connect and say nothing can
/// neither keep probes out nor use up the process's file descriptors.
/// </summary>
/// <param name="most">Connections that are open at once.</param>
internal sealed class ConnectionLimit(int most)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<ConnectionContext> _open = [];

    /// <summary>What this process can afford: an eighth of its file descriptors, at most 256.</summary>
    public static ConnectionLimit OfThisProcess() => new(Math.Clamp(FileDescriptors() / 8, 8, 256));

    /// <summary>A connection middleware.</summary>
    public ConnectionDelegate Apply(ConnectionDelegate next) =>
        async connection =>
        {
            LinkedListNode<ConnectionContext> node;
            ConnectionContext? oldest = null;
            lock (_lock)
            {
                if (_open.Count >= most)
                {
                    oldest = _open.First!.Value;
                    _open.RemoveFirst();
                }

                node = _open.AddLast(connection);
            }

            oldest?.Abort(new ConnectionAbortedException("Another connection came and this was the oldest."));
            try
            {
                await next(connection);
            }
            finally
            {
                lock (_lock)
                {
                    if (node.List is not null)
                    {
                        _open.Remove(node);
                    }
                }
            }
        };

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
}
