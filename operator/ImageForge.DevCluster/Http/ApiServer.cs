using System.Net;
using System.Security.Cryptography.X509Certificates;
using ImageForge.DevCluster.Audit;
using ImageForge.DevCluster.Auth;
using ImageForge.DevCluster.Discovery;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Http;

/// <summary>Serves the API over HTTPS on loopback: one delegate behind a bare server, as start-up time counts.</summary>
internal sealed partial class ApiServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly RequestRouter _router;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private WebApplication? _app;

    public ApiServer(
        ObjectStore store,
        Authenticator authenticator,
        ServiceAccountTokens tokens,
        PodLogs logs,
        AuditLog? audit,
        ILoggerFactory loggers
    )
    {
        var registry = new ResourceRegistry(store);
        var authorizer = new Authorizer(store);
        _loggers = loggers;
        _logger = loggers.CreateLogger<ApiServer>();
        _router = new RequestRouter(
            store,
            registry,
            authenticator,
            authorizer,
            new ReviewEndpoints(store, authorizer, tokens),
            new DiscoveryEndpoints(registry),
            logs,
            audit,
            _stopping.Token
        );
    }

    public Uri Address { get; private set; } = new("https://127.0.0.1/");

    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(int port, X509Certificate2 certificate, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(_loggers);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            // Watches and logs may be silent for long.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Listen(
                IPAddress.Loopback,
                port,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(certificate);
                }
            );
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
        await _app.StartAsync(cancel);
        Address = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
        _stopping.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        try
        {
            await _router.RunAsync(http);
        }
        catch (ApiError e) when (!http.Response.HasStarted)
        {
            await Responses.WriteErrorAsync(http, e);
        }
        catch (Exception e)
            when (e is OperationCanceledException or IOException
                && (http.RequestAborted.IsCancellationRequested || _stopping.IsCancellationRequested)
            )
        {
            // The client is gone, or the server is going.
        }
#pragma warning disable CA1031 // One request that fails must be answered and must not stop the server.
        catch (Exception e) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            LogFailed(http.Request.Method, http.Request.Path, e);
            await Responses.WriteErrorAsync(http, ApiError.Internal(e.Message));
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(string method, string path, Exception e);
}
