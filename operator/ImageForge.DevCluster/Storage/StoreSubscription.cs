using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace ImageForge.DevCluster.Storage;

/// <summary>One reader's queue of changes; disposing ends it.</summary>
internal sealed class StoreSubscription(
    ResourceId? resource,
    string? ns,
    Action<StoreSubscription> mark,
    Action<StoreSubscription> end
) : IDisposable
{
    private readonly Channel<StoreEvent> _channel = Channel.CreateUnbounded<StoreEvent>(
        new UnboundedChannelOptions { SingleReader = true }
    );

    /// <summary>The changes in order.</summary>
    public ChannelReader<StoreEvent> Changes => _channel.Reader;

    /// <summary>Queues a <see cref="StoreEventType.Bookmark"/> behind every change made so far.</summary>
    public void Mark() => mark(this);

    public void Dispose() => end(this);

    /// <summary>Takes a change if it is of interest; called by the store under its lock.</summary>
    public void Offer(StoreEvent change)
    {
        if (resource is not null && change.Resource != resource)
        {
            return;
        }
        if (ns is not null && change.Object.Namespace() != ns)
        {
            return;
        }
        _channel.Writer.TryWrite(change);
    }

    /// <summary>Queues a mark at a version; called by the store under its lock.</summary>
    public void OfferMark(long version) =>
        _channel.Writer.TryWrite(
            new StoreEvent(StoreEventType.Bookmark, resource ?? new ResourceId("", ""), new JsonObject(), null, version)
        );
}
