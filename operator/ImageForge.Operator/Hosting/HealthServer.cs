using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageForge.Contracts.Serving;
using ImageForge.Operator.Telemetry;

namespace ImageForge.Operator.Hosting;

/// <summary>Serves <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c>; nothing else, and nothing secret.</summary>
internal static class HealthServer
{
    /// <exception cref="IOException">The port cannot be opened; the message names it.</exception>
    public static AnswerServer Start(string address, int port, Func<bool> isReady, PrometheusCollector collector)
    {
        try
        {
            return AnswerServer.Start(new IPEndPoint(IPAddress.Parse(address), port), Respond);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException($"Port {port} for health and metrics is taken; choose another with --port.", e);
        }
        catch (SocketException e)
        {
            throw new IOException($"Port {port} for health and metrics cannot be opened: {e.Message}", e);
        }

        Answer Respond(string path) =>
            path switch
            {
                "/healthz" => Answer.Text(200, "ok\n"),
                "/readyz" when isReady() => Answer.Text(200, "ok\n"),
                "/readyz" => Answer.Text(503, "caches are not filled, or the operator is stopping\n"),
                "/metrics" => new(
                    200,
                    PrometheusText.ContentType,
                    Encoding.UTF8.GetBytes(PrometheusText.Write(collector.Collect()))
                ),
                _ => Answer.Text(404, "there are /healthz, /readyz and /metrics\n"),
            };
    }

    /// <summary>Where a server is reached from this machine.</summary>
    public static Uri Url(AnswerServer server) => new($"http://{server.Address}");
}
