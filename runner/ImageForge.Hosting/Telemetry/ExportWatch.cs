using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace ImageForge.Hosting.Telemetry;

/// <summary>
/// Logs exports that fail, every five minutes at most, and that they succeed again. OpenTelemetry tells that to event
/// sources only, which are off in the operator and the runner; its HTTP client can be replaced.
/// </summary>
/// <param name="client">The client that OpenTelemetry made, with its certificates and timeout.</param>
/// <param name="outages">What logs.</param>
internal sealed partial class ExportWatch(HttpClient client, OutageLog outages) : HttpMessageHandler
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    // The status codes of gRPC, by number.
    private static readonly string[] Statuses =
    [
        "OK",
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED",
    ];

    /// <summary>A client that sends by another one.</summary>
    /// <param name="client">The other one, whose answers have a limit of size.</param>
    /// <param name="signal">What is exported: traces or metrics.</param>
    /// <param name="endpoint">The collector.</param>
    /// <param name="logger">The log.</param>
    public static HttpClient Over(HttpClient client, string signal, Uri endpoint, ILogger logger)
    {
        // Without a path or credentials.
        var address = endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        var outages = new OutageLog(
            Interval,
            TimeProvider.System,
            reason => ExportFailed(logger, signal, address, reason),
            () => ExportRecovered(logger, signal, address)
        );
        return new(new ExportWatch(client, outages)) { Timeout = client.Timeout };
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Note(client.Send(Copy(request), cancellationToken));
        }
        catch (Exception e) when (Note(e))
        {
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return Note(await client.SendAsync(Copy(request), cancellationToken));
        }
        catch (Exception e) when (Note(e))
        {
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            client.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>A client sends no request that another one has sent.</summary>
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Content = request.Content,
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
        };
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }

    private HttpResponseMessage Note(HttpResponseMessage response)
    {
        if (Problem(response) is { } problem)
        {
            outages.Failed(problem);
        }
        else
        {
            outages.Succeeded();
        }

        return response;
    }

    private bool Note(Exception e)
    {
        outages.Failed(e is OperationCanceledException ? "no answer in time" : e.GetBaseException().Message);
        return false;
    }

    // Without texts of the collector, which may repeat credentials.
    private static string? Problem(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            return $"status code {(int)response.StatusCode}";
        }

        if (response.RequestMessage?.Content?.Headers.ContentType?.MediaType != "application/grpc")
        {
            return null;
        }

        // After the body, or in place of it.
        var status = Header(response.TrailingHeaders) ?? Header(response.Headers);
        return !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                ? "the answer is not one of gRPC"
            : code == 0 ? null
            : $"gRPC status {code} ({Statuses.ElementAtOrDefault(code) ?? "unknown"})";

        static string? Header(HttpResponseHeaders headers) =>
            headers.TryGetValues("grpc-status", out var values) ? values.FirstOrDefault() : null;
    }

    [LoggerMessage(
        2041,
        LogLevel.Warning,
        "Cannot export {Signal} to {Endpoint}: {Reason}; they are lost until an export succeeds"
    )]
    private static partial void ExportFailed(ILogger logger, string signal, string endpoint, string reason);

    [LoggerMessage(2042, LogLevel.Information, "Export of {Signal} to {Endpoint} succeeds again")]
    private static partial void ExportRecovered(ILogger logger, string signal, string endpoint);
}
