using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageForge.Kube.Tests.Http;

/// <summary>
/// An HTTPS server with HTTP/2. A get of an object answers a ConfigMap whose data tell of the call; a watch stays silent.
/// </summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsServer(WebApplication app) => _app = app;

    public Uri Address =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<TlsServer> StartAsync(X509Certificate2 certificate, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                System.Net.IPAddress.Loopback,
                port,
                listen =>
                {
                    listen.Protocols = HttpProtocols.Http1AndHttp2;
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificate = certificate;
                        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            )
        );
        var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        return new TlsServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        var told =
            $$"""{"protocol":"{{context.Request.Protocol}}","connection":"{{context.Connection.Id}}","client":"{{context.Connection.ClientCertificate?.Subject}}"}""";
        var json = $$"""{"metadata":{"name":"a","namespace":"studio"},"data":{{told}}}""";
        if (!context.Request.Query.ContainsKey("watch"))
        {
            await context.Response.WriteAsync(json);
            return;
        }
        await context.Response.WriteAsync($$"""{"type":"ADDED","object":{{json}}}""" + "\n");
        await context.Response.Body.FlushAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
