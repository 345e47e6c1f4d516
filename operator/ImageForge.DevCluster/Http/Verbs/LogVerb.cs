using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>GET of a pod's log, as text, piece by piece as it comes.</summary>
internal static class LogVerb
{
    public static async Task RunAsync(ApiCall call, PodLogs? logs)
    {
        var query = LogQuery.Parse(call.Info.Name, call.Query);
        var pod = call.Store.Get(call.Key) ?? throw call.NotFound();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, call.Stopping);
        if (logs is null)
            throw ApiError.Make(503, "ServiceUnavailable", "the cluster is starting", null, retryAfter: 1);
        var response = call.Http.Response;
        if (logs.Read(pod, query, ending.Token) is not { } pieces)
        {
            response.StatusCode = 204;
            return;
        }
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.StatusCode = 200;
        response.ContentType = "text/plain";
        response.Headers.CacheControl = "no-cache, private";
        await response.StartAsync(ending.Token);
        try
        {
            await foreach (var piece in pieces)
            {
                await response.Body.WriteAsync(piece, ending.Token);
                await response.Body.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client is gone, or the server is going.
        }
    }
}
