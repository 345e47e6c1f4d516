using System.Text;
using System.Text.Json;
using ImageForge.Api.Core;

namespace ImageForge.Kube.Http;

/// <summary>Turns an answer that is not a success into an exception.</summary>
internal static class ErrorAnswer
{
    // Enough of a text that is no Status to recognise where it came from (a proxy, mostly).
    private const int LongestText = 512;

    public static KubeException Read(int code, string? contentType, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var status = TryStatus(contentType, body);
        var text = status is null ? Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]).Trim() : "";
        status ??= new Status { Message = text.Length > 0 ? text : null };
        return new KubeException(status with { Code = code }, retryAfter);
    }

    private static Status? TryStatus(string? contentType, ReadOnlySpan<byte> body)
    {
        if (contentType != "application/json")
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize(body, CoreJson.Default.Status);
        }
        catch (JsonException)
        {
            // The body is then shown as it is.
            return null;
        }
    }
}
