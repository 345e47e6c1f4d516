using System.Text;
using System.Text.Json;
using ImageForge.Api;
using k8s.Models;

namespace ImageForge.Kube.Http;

/// <summary>A streamed response.</summary>
internal sealed class AnswerStream(HttpResponseMessage response, Stream body) : IDisposable
{
    public Stream Body => body;

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }
}

/// <summary>Converts an error response to an exception.</summary>
internal static class ErrorAnswer
{
    // Enough of a non-Status body to recognise its origin (usually a proxy).
    private const int LongestText = 512;

    public static KubeException Read(int code, string? contentType, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var status = TryStatus(contentType, body);
        var text = status is null ? Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]).Trim() : "";
        status ??= new V1Status { Message = text.Length > 0 ? text : null };
        return new KubeException(status with { Code = code }, retryAfter);
    }

    private static V1Status? TryStatus(string? contentType, ReadOnlySpan<byte> body)
    {
        if (contentType != "application/json")
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize(body, CoreJson.Of<V1Status>());
        }
        catch (JsonException)
        {
            // Not a Status: the body is shown as text.
            return null;
        }
    }
}
