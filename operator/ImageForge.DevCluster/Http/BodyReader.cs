using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Http;

/// <summary>Reads request bodies.</summary>
internal static class BodyReader
{
    private const int MaxBytes = 3 * 1024 * 1024;
    private const int ShownBytes = 30;

    /// <summary>The media type without parameters; a missing one means JSON.</summary>
    public static string MediaType(HttpRequest request)
    {
        var type = (request.ContentType ?? "").Split(';')[0].Trim();
        return type.Length == 0 ? "application/json" : type;
    }

    /// <exception cref="ApiError">RequestEntityTooLarge.</exception>
    public static async Task<byte[]> BytesAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaxBytes)
        {
            throw TooLarge();
        }
        using var body = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
            {
                body.Write(buffer, 0, read);
                if (body.Length > MaxBytes)
                {
                    throw TooLarge();
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return body.ToArray();
    }

    /// <summary>The object in a body of JSON or YAML, with the duplicates found in it.</summary>
    /// <exception cref="ApiError">UnsupportedMediaType, BadRequest.</exception>
    public static async Task<(JsonObject Object, IReadOnlyList<string> Duplicates)> ObjectAsync(ApiCall call)
    {
        var request = call.Http.Request;
        var type = MediaType(request);
        var bytes = await BytesAsync(request, call.Http.RequestAborted);
        if (type == ProtobufBodies.MediaType && !call.Resource.IsCustom)
        {
            return (ProtobufBodies.Decode(bytes), []);
        }
        if (type is not ("application/json" or "application/yaml" or "application/x-yaml"))
        {
            throw UnsupportedType("application/json, application/yaml, application/vnd.kubernetes.protobuf");
        }
        try
        {
            var parsed = type == "application/json" ? JsonText.Parse(bytes) : ParsedBody.FromYaml(bytes);
            if (parsed.Value is JsonObject o)
            {
                if (call.Resource.IsCustom && (string?)o["kind"] is null or "")
                {
                    throw Unrecognized(call, $"Object 'Kind' is missing in '{Encoding.UTF8.GetString(bytes)}'", bytes);
                }
                return (o, parsed.Duplicates);
            }
            var found = parsed.Value switch
            {
                JsonArray => "array",
                null => "null",
                _ => "value",
            };
            throw Unrecognized(
                call,
                $"couldn't get version/kind; json parse error: json: cannot unmarshal {found} into Go value of type struct "
                    + "{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }",
                bytes
            );
        }
        catch (FormatException e)
        {
            throw Unrecognized(call, $"couldn't get version/kind; json parse error: {e.Message}", bytes);
        }
    }

    public static ApiError UnsupportedType(string accepted) =>
        ApiError.Make(
            415,
            "UnsupportedMediaType",
            $"the body of the request was in an unknown format - accepted media types include: {accepted}",
            null
        );

    private static ApiError Unrecognized(ApiCall call, string why, byte[] bytes) =>
        ApiError.BadRequest(
            $"the object provided is unrecognized (must be of type {call.Resource.Kind}): {why} ({Excerpt(bytes)})"
        );

    // Text is shown as it is, cut short; anything else as hexadecimal digits.
    private static string Excerpt(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return "<empty>";
        }
        if (bytes[0] != (byte)'{')
        {
            return Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, ShownBytes)));
        }
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length > ShownBytes ? text[..ShownBytes] + " ..." : text;
    }

    private static ApiError TooLarge() =>
        ApiError.Make(413, "RequestEntityTooLarge", $"Request entity too large: limit is {MaxBytes}", null);
}
