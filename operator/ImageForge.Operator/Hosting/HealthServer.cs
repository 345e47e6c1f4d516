using System.Net;
using System.Text;
using ImageForge.Hosting.Serving;
using ImageForge.Operator.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Hosting;

/// <summary>Serves <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>.</summary>
internal static class HealthServer
{
    /// <summary>Starts the server.</summary>
    /// <param name="address">The address to listen on.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="problems">Returns why the operator is not ready; empty if it is.</param>
    /// <param name="standby">Returns that another replica leads; null if it does not.</param>
    /// <param name="collector">The metrics.</param>
    /// <param name="loggers">Logger factory.</param>
    /// <exception cref="IOException">The port cannot be opened; the message names it.</exception>
    public static async Task<AnswerServer> StartAsync(
        IPAddress address,
        int port,
        Func<IReadOnlyList<string>> problems,
        Func<string?> standby,
        PrometheusCollector collector,
        ILoggerFactory loggers
    )
    {
        try
        {
            return await AnswerServer.StartAsync(
                new(address, port),
                path => Get(path, problems, standby, collector),
                loggers
            );
        }
        catch (IOException e)
        {
            throw e.InnerException is AddressInUseException
                ? new IOException($"Port {port} for health and metrics is in use; choose another with --port.", e)
                : new IOException($"Cannot listen on port {port} for health and metrics: {e.Message}", e);
        }
    }

    private static Answer Get(
        string path,
        Func<IReadOnlyList<string>> problems,
        Func<string?> standby,
        PrometheusCollector collector
    ) =>
        path switch
        {
            "/healthz" => Answer.Text(200, "ok\n"),
            "/readyz" => problems() is { Count: > 0 } found
                ? Answer.Text(503, string.Join('\n', found) + "\n")
                // A replica that stands by is ready: a rollout must not wait for it to lead.
                : Answer.Text(200, standby() is { } held ? $"ok\nStanding by: {held}.\n" : "ok\n"),
            "/metrics" => new(200, PrometheusText.ContentType, Encoding.UTF8.GetBytes(collector.Scrape())),
            _ => Answer.Text(404, "not found; try /healthz, /readyz or /metrics\n"),
        };
}
