using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageForge.Integration.Tests.Permissions;

/// <summary>
/// A door to a cluster that refuses streaming lists, as servers do that do not have them or have them switched off:
/// whoever comes through it has to list and then watch.
/// </summary>
internal sealed class PlainLists : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly WebApplication _app;

    private PlainLists(HttpClient client, WebApplication app)
    {
        _client = client;
        _app = app;
    }

    public string Address => _app.Urls.First();

    public static async Task<PlainLists> OpenAsync(Uri server, CancellationToken cancellation)
    {
        var client = new HttpClient(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback =
                    HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
            }
        )
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new PlainLists(client, builder.Build());
        door._app.Run(door.ForwardAsync);
        await door._app.StartAsync(cancellation);
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        if (http.Request.Query.ContainsKey("sendInitialEvents"))
        {
            http.Response.StatusCode = 422;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(
                """
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "Invalid", "code": 422,
                 "message": "sendInitialEvents: Forbidden: the feature gate WatchList is off"}
                """
            );
            return;
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(http.Request.Method),
            $"{http.Request.Path}{http.Request.QueryString}"
        );
        request.Headers.TryAddWithoutValidation("Authorization", http.Request.Headers.Authorization.ToString());
        request.Headers.TryAddWithoutValidation("Accept", http.Request.Headers.Accept.ToString());
        if (http.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(http.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        try
        {
            using var answer = await _client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                http.RequestAborted
            );
            http.Response.StatusCode = (int)answer.StatusCode;
            http.Response.ContentType = $"{answer.Content.Headers.ContentType}";
            await http.Response.StartAsync(http.RequestAborted);
            await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
            var buffer = new byte[16 * 1024];
            while (await body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has what it wanted.
        }
    }
}
