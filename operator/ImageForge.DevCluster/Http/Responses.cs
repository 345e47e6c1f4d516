using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using Microsoft.AspNetCore.Http;

namespace ImageForge.DevCluster.Http;

/// <summary>Writes answers.</summary>
internal static class Responses
{
    public static Task WriteAsync(HttpContext http, int code, JsonNode body) =>
        WriteAsync(http, code, "application/json", JsonOutput.Bytes(body, IsTrue(http.Request.Query["pretty"])));

    public static async Task WriteAsync(HttpContext http, int code, string contentType, byte[] bytes)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = contentType;
        if (!http.Response.Headers.ContainsKey("Cache-Control"))
        {
            http.Response.Headers.CacheControl = "no-cache, private";
        }
        http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        }
    }

    public static Task WriteTextAsync(HttpContext http, int code, string text)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return WriteAsync(http, code, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    public static Task WriteErrorAsync(HttpContext http, ApiError error)
    {
        if (error.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return WriteAsync(http, error.Code, error.Status);
    }

    /// <summary>The answer for an unknown path.</summary>
    public static Task WriteNotFoundAsync(HttpContext http) => WriteTextAsync(http, 404, "404 page not found\n");

    public static void Warn(HttpContext http, string warning) =>
        http.Response.Headers.Append(
            "Warning",
            $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        );

    public static bool IsTrue(string? flag) => flag is not (null or "" or "false" or "0");
}
