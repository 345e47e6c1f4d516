using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tables;

namespace ImageForge.DevCluster.Http;

/// <summary>Turns changes into the lines of one watch, by its selectors and in its form.</summary>
internal sealed class WatchLines(ApiCall call, Negotiated form, ListOptions options) : IDisposable
{
    private readonly MemoryStream _buffer = new();
    private bool _hasColumns;

    public void Dispose() => _buffer.Dispose();

    public void Added(JsonObject stored)
    {
        var o = call.Resource.View(stored);
        if (options.Selects(o))
        {
            Write("ADDED", Shape(o));
        }
    }

    /// <summary>Writes what a change means to this watch: an object may also come into or leave its selection.</summary>
    public void Change(StoreEvent change)
    {
        if (change.Type == StoreEventType.Bookmark)
        {
            Bookmark(change.Version, endsInitialEvents: false);
            return;
        }
        var o = call.Resource.View(change.Object);
        var old = change.Old is null ? null : call.Resource.View(change.Old);
        var was = old is not null && options.Selects(old);
        var isNow = change.Type != StoreEventType.Deleted && options.Selects(o);
        switch (was, isNow)
        {
            case (false, true):
                Write("ADDED", Shape(o));
                break;
            case (true, true):
                Write("MODIFIED", Shape(o));
                break;
            case (true, false):
                // What left is shown as it was, at the version that took it away.
                var last = old!.Copy();
                last.Metadata()["resourceVersion"] = change.Version.ToString(CultureInfo.InvariantCulture);
                Write("DELETED", Shape(last));
                break;
        }
    }

    public void Bookmark(long version, bool endsInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (endsInitialEvents)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }
        var o = new JsonObject
        {
            ["kind"] = call.Resource.Kind,
            ["apiVersion"] = call.Resource.GroupVersion,
            ["metadata"] = metadata,
        };
        Write("BOOKMARK", Shape(o));
    }

    public void Error(ApiError error) => Write("ERROR", error.Status);

    public async Task FlushAsync(CancellationToken cancel)
    {
        if (_buffer.Length > 0)
        {
            await call.Http.Response.Body.WriteAsync(_buffer.GetBuffer().AsMemory(0, (int)_buffer.Length), cancel);
            _buffer.SetLength(0);
        }
        await call.Http.Response.Body.FlushAsync(cancel);
    }

    private JsonObject Shape(JsonObject o)
    {
        if (form.TableVersion is not { } version)
        {
            return o;
        }

        var first = !_hasColumns;
        _hasColumns = true;
        return TableWriter.Table(
            call.Resource,
            [o],
            new JsonObject { ["resourceVersion"] = o["metadata"]!["resourceVersion"]!.DeepClone() },
            version,
            ObjectWriter.Include(call),
            first,
            call.Store.Time.GetUtcNow()
        );
    }

    private void Write(string type, JsonObject o)
    {
        var line = new JsonObject { ["type"] = type };
        // A stored object is shared and has no place in another document.
        line["object"] = o.DeepClone();
        _buffer.Write(JsonOutput.Bytes(line));
    }
}
