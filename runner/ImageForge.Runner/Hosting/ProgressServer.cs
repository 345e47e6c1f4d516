using System.Net;
using System.Text.Json;
using ImageForge.Contracts;
using ImageForge.Contracts.Results;
using ImageForge.Hosting.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Runner.Hosting;

/// <summary>Serves <c>/progress</c> and <c>/healthz</c>.</summary>
internal static class ProgressServer
{
    /// <summary>Starts the server.</summary>
    /// <exception cref="IOException">The port is in use, or the address is not local.</exception>
    public static Task<AnswerServer> StartAsync(IPEndPoint address, ProgressBoard board) =>
        AnswerServer.StartAsync(
            address,
            path =>
                path switch
                {
                    "/progress" => new(
                        200,
                        "application/json",
                        JsonSerializer.SerializeToUtf8Bytes(board.Current, ContractsJson.Of<Progress>())
                    ),
                    "/healthz" => Answer.Text(200, "ok\n"),
                    _ => Answer.Text(404, "not found; try /progress or /healthz\n"),
                },
            NullLoggerFactory.Instance
        );
}
