using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>GET of a collection with <c>watch=true</c>: a line for each change, until the timeout or the client's end.</summary>
internal static class WatchVerb
{
    private static readonly TimeSpan BookmarkPeriod = TimeSpan.FromMinutes(1);

    // A last bookmark lets the next watch begin where this one ended.
    private static readonly TimeSpan BookmarkBeforeEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    public static async Task RunAsync(ApiCall call)
    {
        var form = Negotiated.ForWatch(call.Http.Request.Headers.Accept);
        var options = ListOptions.Parse(call, watch: true);
        var requested = Version(options.Version);
        var wantsInitial = options.SendInitialEvents ?? requested is null or 0;

        using var lines = new WatchLines(call, form, options);
        var from = requested ?? 0;
        IReadOnlyList<JsonObject> initial = [];
        if (wantsInitial)
        {
            (initial, from) = call.Store.Snapshot(call.Resource.Storage, call.Info.Namespace);
        }
        else if (from == 0)
        {
            from = call.Store.Version;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, call.Stopping);
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        call.Http.Response.StatusCode = 200;
        call.Http.Response.ContentType = "application/json";
        call.Http.Response.Headers.CacheControl = "no-cache, private";
        await call.Http.Response.StartAsync(ending.Token);
        try
        {
            using var subscription = call.Store.Subscribe(call.Resource.Storage, call.Info.Namespace, from);
            foreach (var o in initial)
            {
                lines.Added(o);
            }
            if (options is { SendInitialEvents: true, AllowBookmarks: true })
            {
                lines.Bookmark(from, endsInitialEvents: true);
            }
            await lines.FlushAsync(ending.Token);
            await FollowAsync(call, options, subscription, lines, ending.Token);
        }
        catch (ApiError e)
        {
            lines.Error(e);
            await lines.FlushAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client is gone, or the server is going.
        }
    }

    private static async Task FollowAsync(
        ApiCall call,
        ListOptions options,
        StoreSubscription subscription,
        WatchLines lines,
        CancellationToken cancel
    )
    {
        var time = call.Store.Time;
        // A server may end a watch earlier than it was asked to.
        var end = time.GetUtcNow() + Waits.Step(options.Timeout ?? DefaultTimeout);
        // Its own timer: another's, due while this returns, would cancel what is disposed of and end the process.
        using var timers = new CancellationTokenSource(Waits.Step(end - time.GetUtcNow()), time);
        using var bookmarks = options.AllowBookmarks ? Bookmarks(subscription, time, end) : null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timers.Token);
        try
        {
            while (await subscription.Changes.WaitToReadAsync(either.Token))
            {
                while (subscription.Changes.TryRead(out var change))
                {
                    lines.Change(change);
                }
                await lines.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (timers.IsCancellationRequested)
        {
            await lines.FlushAsync(cancel);
        }
    }

    private static BookmarkTimers Bookmarks(StoreSubscription subscription, TimeProvider time, DateTimeOffset end)
    {
        var last = end - time.GetUtcNow() - BookmarkBeforeEnd;
        return new BookmarkTimers(
            time.CreateTimer(_ => subscription.Mark(), null, BookmarkPeriod, BookmarkPeriod),
            last > TimeSpan.Zero
                ? time.CreateTimer(_ => subscription.Mark(), null, last, Timeout.InfiniteTimeSpan)
                : null
        );
    }

    private static long? Version(string text)
    {
        try
        {
            return ResourceVersions.Parse(text);
        }
        catch (FormatException e)
        {
            throw ApiError.Plain(500, $"resourceVersion: Invalid value: \"{text}\": {e.Message}");
        }
    }

    private sealed record BookmarkTimers(ITimer Periodic, ITimer? Last) : IDisposable
    {
        public void Dispose()
        {
            Periodic.Dispose();
            Last?.Dispose();
        }
    }
}
