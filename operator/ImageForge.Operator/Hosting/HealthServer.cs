using System.Net;
using ImageForge.Operator.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ImageForge.Operator.Hosting;

/// <summary>Serves <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>; nothing else, and nothing secret.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HealthServer(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public required Uri Address { get; init; }

    /// <exception cref="IOException">The port is taken; the message names it.</exception>
    public static async Task<HealthServer> StartAsync(
        string address,
        int port,
        Func<bool> isReady,
        PrometheusCollector collector,
        CancellationToken cancellation
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 100;
            kestrel.Listen(IPAddress.Parse(address), port);
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, isReady, collector));
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            await app.DisposeAsync();
            throw new IOException($"Port {port} for health and metrics is taken; choose another with --port.", e);
        }

        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new HealthServer(app) { Address = new Uri(listening.Addresses.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context, Func<bool> isReady, PrometheusCollector collector)
    {
        if (context.Request.Method is not ("GET" or "HEAD"))
        {
            return WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "text/plain", "only GET is answered\n");
        }

        return context.Request.Path.Value switch
        {
            "/healthz" => WriteAsync(context, StatusCodes.Status200OK, "text/plain", "ok\n"),
            "/readyz" when isReady() => WriteAsync(context, StatusCodes.Status200OK, "text/plain", "ok\n"),
            "/readyz" => WriteAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "text/plain",
                "caches are not filled, or the operator is stopping\n"
            ),
            "/metrics" => WriteAsync(
                context,
                StatusCodes.Status200OK,
                PrometheusText.ContentType,
                PrometheusText.Write(collector.Collect())
            ),
            _ => WriteAsync(
                context,
                StatusCodes.Status404NotFound,
                "text/plain",
                "there are /healthz, /readyz and /metrics\n"
            ),
        };
    }

    private static Task WriteAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(text);
    }
}
