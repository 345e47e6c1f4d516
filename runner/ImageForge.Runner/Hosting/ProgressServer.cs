using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ImageForge.Contracts;
using ImageForge.Contracts.Serving;

namespace ImageForge.Runner.Hosting;

/// <summary>Answers <c>GET /progress</c> and <c>GET /healthz</c>.</summary>
internal static class ProgressServer
{
    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The port is taken or the address is not this machine's.</exception>
    public static AnswerServer Start(IPEndPoint address, ProgressBoard board) =>
        AnswerServer.Start(
            address,
            path =>
                path switch
                {
                    "/progress" => new(
                        200,
                        "application/json",
                        JsonSerializer.SerializeToUtf8Bytes(board.Current, ContractsJson.Default.Progress)
                    ),
                    "/healthz" => Answer.Text(200, "ok\n"),
                    _ => Answer.Text(404, "there are /progress and /healthz\n"),
                }
        );
}
