using System.Text;

namespace ImageForge.Contracts.Serving;

/// <summary>What an <see cref="AnswerServer"/> answers.</summary>
/// <param name="Code">HTTP status code; 200, 400, 404, 405 or 503.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <param name="Body">The body in full.</param>
public sealed record Answer(int Code, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>An answer in words.</summary>
    public static Answer Text(int code, string text) => new(code, "text/plain", Encoding.UTF8.GetBytes(text));

    internal byte[] Write(bool headOnly)
    {
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {Code} {Phrase}\r\nContent-Type: {ContentType}\r\nContent-Length: {Body.Length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
        );
        return headOnly ? head : [.. head, .. Body.Span];
    }

    private string Phrase =>
        Code switch
        {
            200 => "OK",
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed",
            503 => "Service Unavailable",
            _ => "Unknown",
        };
}
