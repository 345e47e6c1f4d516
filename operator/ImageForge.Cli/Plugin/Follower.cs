using System.Runtime.CompilerServices;
using ImageForge.Kube;

namespace ImageForge.Cli.Plugin;

/// <summary>What a <see cref="Follower"/> sees. Closed hierarchy.</summary>
internal abstract record Sight
{
    private Sight() { }

    /// <summary>All objects there are; others that were seen before have been deleted.</summary>
    public sealed record All(IReadOnlyList<Unstructured> Objects) : Sight;

    /// <summary>An object was created or has changed.</summary>
    public sealed record Changed(Unstructured Object) : Sight;

    /// <summary>An object was deleted.</summary>
    public sealed record Deleted(Unstructured Object) : Sight;
}

/// <summary>Lists objects of a kind and watches them, through outages of the API server.</summary>
/// <remarks>Not an informer, which never gives up: here the first list must succeed, and an outage must end.</remarks>
/// <param name="session">The cluster.</param>
/// <param name="kind">The kind.</param>
/// <param name="name">The one object to follow; null for all that the session selects.</param>
internal sealed class Follower(ClusterSession session, ResourceType<Unstructured> kind, string? name)
{
    private const int MostFailures = 30;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly string? _fields = name is null ? null : $"metadata.name={name}";
    private int _failures;

    /// <summary>The one object that is followed; null for all.</summary>
    public string? Name => name;

    /// <summary>Reports without end.</summary>
    /// <exception cref="KubeException">The server refuses the list or the watch.</exception>
    /// <exception cref="KubeTransportException">The server is unreachable: at first, or for half a minute.</exception>
    public async IAsyncEnumerable<Sight> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var list = await ListAsync(cancellation);
        while (true)
        {
            if (list is not null)
            {
                yield return new Sight.All(list.Items);
                var options = new WatchOptions
                {
                    LabelSelector = session.Selector,
                    FieldSelector = _fields,
                    ResourceVersion = list.ResourceVersion,
                };
                await using var watch = session
                    .Client.WatchAsync(kind, session.ListNamespace, options, cancellation)
                    .GetAsyncEnumerator(cancellation);
                while (await NextAsync(watch) is { } line)
                {
                    if (SightOf(line) is { } sight)
                    {
                        yield return sight;
                    }
                }
            }

            // The watch has ended, as each does after a while. The list says what it missed.
            await Task.Delay(Wait, session.Time, cancellation);
            list = await ListAgainAsync(cancellation);
        }
    }

    private static Sight? SightOf(WatchEvent<Unstructured> line) =>
        line switch
        {
            WatchEvent<Unstructured>.Added added => new Sight.Changed(added.Object),
            WatchEvent<Unstructured>.Modified modified => new Sight.Changed(modified.Object),
            WatchEvent<Unstructured>.Deleted deleted => new Sight.Deleted(deleted.Object),
            _ => null,
        };

    private Task<ListPage<Unstructured>> ListAsync(CancellationToken cancellation) =>
        session.Client.ListAsync(
            kind,
            session.ListNamespace,
            cancellation,
            new ListOptions { LabelSelector = session.Selector, FieldSelector = _fields }
        );

    private async Task<ListPage<Unstructured>?> ListAgainAsync(CancellationToken cancellation)
    {
        try
        {
            var list = await ListAsync(cancellation);
            _failures = 0;
            return list;
        }
        catch (Exception exception) when (MayPass(exception) && ++_failures < MostFailures)
        {
            return null;
        }
    }

    // Null where the watch is over and a list may help.
    private static async Task<WatchEvent<Unstructured>?> NextAsync(IAsyncEnumerator<WatchEvent<Unstructured>> watch)
    {
        try
        {
            return await watch.MoveNextAsync()
                ? watch.Current is WatchEvent<Unstructured>.Error error
                    ? throw new KubeException(error.Status)
                    : watch.Current
                : null;
        }
        catch (Exception exception) when (MayPass(exception))
        {
            return null;
        }
    }

    private static bool MayPass(Exception exception) =>
        exception is KubeTransportException or KubeException { IsTransient: true } or KubeException { IsGone: true };
}
