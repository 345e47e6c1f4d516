using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageForge.Hosting.Serving;

/// <summary>An HTTP response.</summary>
/// <param name="Code">Status code.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <param name="Body">The body.</param>
public sealed record Answer(int Code, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>A response in plain text.</summary>
    public static Answer Text(int code, string text) =>
        new(code, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
}

/// <summary>
/// Serves GET and HEAD by path with Kestrel, for health, metrics and progress. Clients that hold connections open cannot
/// keep others out.
/// </summary>
/// <remarks>Kestrel without a web host: half of the time to start, which is a share of every run.</remarks>
public sealed class AnswerServer : IDisposable
{
    private readonly KestrelServer _server;

    private AnswerServer(KestrelServer server) => _server = server;

    /// <summary>Local base address.</summary>
    public Uri Address => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts the server.</summary>
    /// <param name="address">The address to listen on; port 0 for a free one.</param>
    /// <param name="answer">Returns the response to a path; must be fast and not throw.</param>
    /// <param name="loggers">Logger factory.</param>
    /// <exception cref="IOException">The port is in use, or the address is not local.</exception>
    public static async Task<AnswerServer> StartAsync(
        IPEndPoint address,
        Func<string, Answer> answer,
        ILoggerFactory loggers
    )
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = NoServices.Instance };
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        options.Listen(address);
        var limit = new ConnectionLimit(
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers),
            ConnectionLimit.OfThisProcess()
        );
        var server = new KestrelServer(Options.Create(options), limit, loggers);
        try
        {
            await server.StartAsync(new Application(answer, limit), CancellationToken.None);
            return new(server);
        }
        catch (SocketException e)
        {
            server.Dispose();
            throw new IOException(e.Message, e);
        }
        catch (IOException)
        {
            server.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private sealed class Application(Func<string, Answer> answer, ConnectionLimit limit)
        : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public void DisposeContext(IFeatureCollection context, Exception? exception) { }

        public async Task ProcessRequestAsync(IFeatureCollection context)
        {
            limit.MarkActive(context.GetRequiredFeature<IConnectionItemsFeature>().Items);
            var request = context.GetRequiredFeature<IHttpRequestFeature>();
            var isHead = HttpMethods.IsHead(request.Method);
            var (code, type, body) =
                isHead || HttpMethods.IsGet(request.Method)
                    ? answer(request.Path)
                    : Answer.Text(StatusCodes.Status405MethodNotAllowed, "method not allowed; use GET\n");
            var response = context.GetRequiredFeature<IHttpResponseFeature>();
            response.StatusCode = code;
            response.Headers.ContentType = type;
            response.Headers.ContentLength = body.Length;
            response.Headers.CacheControl = "no-store";
            if (!isHead)
            {
                var writer = context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer;
                await writer.WriteAsync(body);
            }
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
