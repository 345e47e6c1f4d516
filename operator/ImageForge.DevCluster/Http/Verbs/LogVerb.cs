using ImageForge.DevCluster.Kubelet;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>GET of a pod's log: text, sent on as it is printed.</summary>
internal static class LogVerb
{
    public static async Task RunAsync(ApiCall call, PodLogs logs)
    {
        var pod = call.Store.Get(call.Key) ?? throw call.NotFound();
        var query = LogQuery.Parse(call.Info.Name, call.Query);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, call.Stopping);
        var response = call.Http.Response;
        response.Headers.CacheControl = "no-cache, private";
        if (logs.Read(pod, query, ending.Token) is not { } pieces)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        response.ContentType = "text/plain";
        // The headers go at once, so that a follower knows that it is connected.
        await response.StartAsync(ending.Token);
        await foreach (var piece in pieces)
        {
            await response.Body.WriteAsync(piece, ending.Token);
            if (query.Follow)
            {
                await response.Body.FlushAsync(ending.Token);
            }
        }
    }
}
