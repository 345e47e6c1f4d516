using System.Net;
using ImageForge.Operator.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageForge.Operator.Hosting;

/// <summary>Serves <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HealthServer(WebApplication app) => _app = app;

    /// <summary>Local base address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts the server.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="problems">Returns why the operator is not ready; empty if it is.</param>
    /// <param name="collector">The metrics.</param>
    /// <param name="loggers">Logger factory.</param>
    /// <exception cref="IOException">The port cannot be opened; the message names it.</exception>
    public static async Task<HealthServer> StartAsync(
        IPAddress address,
        int port,
        Func<IReadOnlyList<string>> problems,
        PrometheusCollector collector,
        ILoggerFactory loggers
    )
    {
        var limit = new ConnectionLimit(
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers),
            ConnectionLimit.OfThisProcess()
        );
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IConnectionListenerFactory>(limit);
        // The operator handles signals and stops the server last.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 0;
                kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
                kestrel.Listen(address, port);
            });
        var app = builder.Build();
        app.Run(http =>
        {
            limit.MarkActive(http.Features.GetRequiredFeature<IConnectionItemsFeature>().Items);
            return AnswerAsync(http, problems, collector);
        });
        try
        {
            await app.StartAsync();
            return new(app);
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw e.InnerException is AddressInUseException
                ? new IOException($"Port {port} for health and metrics is in use; choose another with --port.", e)
                : new IOException($"Cannot listen on port {port} for health and metrics: {e.Message}", e);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            await app.DisposeAsync();
            throw new IOException($"Cannot listen on port {port} for health and metrics: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Task AnswerAsync(
        HttpContext http,
        Func<IReadOnlyList<string>> problems,
        PrometheusCollector collector
    )
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return WriteAsync(http, 405, "method not allowed; use GET\n");
        }

        switch (http.Request.Path.Value)
        {
            case "/healthz":
                return WriteAsync(http, 200, "ok\n");
            case "/readyz":
                return problems() is { Count: > 0 } found
                    ? WriteAsync(http, 503, string.Join('\n', found) + "\n")
                    : WriteAsync(http, 200, "ok\n");
            case "/metrics":
                return WriteAsync(http, 200, collector.Scrape(), PrometheusText.ContentType);
            default:
                return WriteAsync(http, 404, "not found; try /healthz, /readyz or /metrics\n");
        }
    }

    private static Task WriteAsync(HttpContext http, int code, string body, string type = "text/plain; charset=utf-8")
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.WriteAsync(body);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
