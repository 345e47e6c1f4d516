using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>Where a list that was cut goes on.</summary>
/// <param name="Version">The version that all pages are of; -1 for whatever is there by then.</param>
/// <param name="Start">The key before which everything has been given.</param>
internal sealed record ContinueToken(long Version, string Start)
{
    private const string TokenVersion = "meta.k8s.io/v1";

    public string Encode() =>
        Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes(
                $"{{\"v\":\"{TokenVersion}\",\"rv\":{Version.ToString(CultureInfo.InvariantCulture)},"
                    + $"\"start\":{JsonValue.Create(Start).ToJsonString(JsonOutput.Options)}}}"
            )
        );

    /// <exception cref="ApiError">BadRequest.</exception>
    public static ContinueToken Decode(string text)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw Bad("illegal base64 data at input byte 0");
        }
        JsonObject token;
        try
        {
            token = JsonText.Parse(bytes).Value as JsonObject ?? throw Bad("unexpected JSON");
        }
        catch (FormatException e)
        {
            throw Bad(e.Message);
        }
        var version = (string?)token["v"] ?? "";
        if (version != TokenVersion)
        {
            throw Bad($"server does not recognize this encoded version {version}");
        }
        var rv = token["rv"]?.GetValueKind() == JsonValueKind.Number ? token["rv"].Integer() ?? 0 : 0;
        if (rv == 0)
        {
            throw Bad($"incorrect encoded start resourceVersion (version {TokenVersion})");
        }
        var start = (string?)token["start"] ?? "";
        if (start.Split('/').Any(s => s is "." or ".."))
        {
            throw Bad(start);
        }
        return new ContinueToken(rv, start.TrimStart('/'));
    }

    private static ApiError Bad(string why) =>
        ApiError.BadRequest($"invalid continue token: continue key is not valid: {why}");
}
