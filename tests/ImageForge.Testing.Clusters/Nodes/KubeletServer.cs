using System.Net;
using System.Security.Cryptography.X509Certificates;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ImageForge.Testing.Clusters.Nodes;

/// <summary>What an API server asks of a node: the logs of its containers, over HTTPS.</summary>
internal sealed class KubeletServer : IAsyncDisposable
{
    private readonly ObjectStore _store;
    private readonly PodLogs _logs;
    private readonly WebApplication _app;

    private KubeletServer(ObjectStore store, PodLogs logs, X509Certificate2 certificate)
    {
        _store = store;
        _logs = logs;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        _app = builder.Build();
        _app.MapGet("/containerLogs/{ns}/{pod}/{container}", (RequestDelegate)LogAsync);
    }

    public int Port => new Uri(_app.Urls.First()).Port;

    public static async Task<KubeletServer> StartAsync(
        ObjectStore store,
        PodLogs logs,
        X509Certificate2 certificate,
        CancellationToken cancellation
    )
    {
        var server = new KubeletServer(store, logs, certificate);
        await server._app.StartAsync(cancellation);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task LogAsync(HttpContext http)
    {
        var name = Route(http, "pod");
        var key = new ObjectKey(BuiltinResources.Pods, Route(http, "ns"), name);
        try
        {
            var pod = _store.Get(key) ?? throw ApiError.NotFound(BuiltinResources.Pods, name);
            var query = LogQuery.Parse(name, parameter => http.Request.Query[parameter]) with
            {
                Container = Route(http, "container"),
            };
            http.Response.ContentType = "text/plain";
            await foreach (var piece in _logs.Read(pod, query, http.RequestAborted)!)
            {
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (ApiError e) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = e.Code;
            await http.Response.WriteAsync(e.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever read it has left.
        }
    }

    private static string Route(HttpContext http, string part) => (string)http.GetRouteValue(part)!;
}
