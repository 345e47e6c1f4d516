using ImageForge.DevCluster.Http;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Discovery;

/// <summary>
/// An OpenAPI v2 document that declares nothing, as protobuf. kubectl asks for it about kinds that the v3 documents do
/// not have, and about custom resources; it takes silence there for "not declared", but an error for an error.
/// </summary>
internal static class OldOpenApi
{
    private const string MediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    // swagger: "2.0", info: {title: "dev", version: "0"}, by their published field numbers.
    private static readonly byte[] Document =
    [
        .. (ReadOnlySpan<byte>)[0x0a, 3],
        .. "2.0"u8,
        .. (ReadOnlySpan<byte>)[0x12, 8, 0x0a, 3],
        .. "dev"u8,
        .. (ReadOnlySpan<byte>)[0x12, 1],
        .. "0"u8,
    ];

    /// <exception cref="ApiError">NotFound, if JSON is requested.</exception>
    public static Task RunAsync(HttpContext http) =>
        MediaRange
            .ParseAll(http.Request.Headers.Accept)
            .Any(r => r.Type.Contains("proto-openapi.spec.v2", StringComparison.Ordinal))
            ? Responses.WriteAsync(http, 200, MediaType, Document)
            : throw ApiError.Make(
                404,
                "NotFound",
                "the development cluster does not serve OpenAPI v2; its schemas are below /openapi/v3",
                []
            );
}
