using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>A bucket that counts what it sends, and fails as a test wants it to.</summary>
internal sealed class ModelServer : IDisposable
{
    public const string Bucket = "models";

    private readonly HttpListener _listener;
    private readonly SortedDictionary<string, (byte[] Content, string Tag, int? PartBytes)> _objects = new(
        StringComparer.Ordinal
    );
    private long _sent;

    public ModelServer()
    {
        (_listener, Address) = LoopbackListener.Start();
        _ = AcceptAsync();
    }

    public string Address { get; }

    /// <summary>Bytes of objects that were sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Each request for an object with the first byte that it asks for.</summary>
    public ConcurrentQueue<(string Key, long From)> Gets { get; } = new();

    public int Listings { get; private set; }

    public int PageSize { get; set; } = 1000;

    public bool IgnoresRanges { get; set; }

    public bool IgnoresConditions { get; set; }

    /// <summary>After how many bytes of an answer the connection breaks; null for never.</summary>
    public Func<string, long, int?> CutAfter { get; set; } = (_, _) => null;

    /// <summary>The status that a request for an object is refused with; null for none.</summary>
    public Func<string, HttpStatusCode?> Refusal { get; set; } = _ => null;

    /// <summary>Is awaited in the middle of an answer.</summary>
    public Func<string, Task> Midway { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is added to an answer's headers.</summary>
    public (string Name, string Value)? Header { get; set; }

    [SuppressMessage("Security", "CA5351", Justification = "S3's tags are MD5.")]
    public static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));

    public void Put(string key, byte[] content, string? tag = null)
    {
        lock (_objects)
        {
            _objects[key] = (content, tag ?? Md5(content), null);
        }
    }

    /// <summary>As an object that was uploaded in parts; what is sent may be another.</summary>
    public void PutParts(string key, byte[] content, int partBytes, byte[]? sent = null)
    {
        var parts = content.Chunk(partBytes).Select(p => Convert.FromHexString(Md5(p))).ToList();
        lock (_objects)
        {
            _objects[key] = (sent ?? content, $"{Md5([.. parts.SelectMany(p => p)])}-{parts.Count}", partBytes);
        }
    }

    public void Delete(string key)
    {
        lock (_objects)
        {
            _objects.Remove(key);
        }
    }

    public void Dispose() => _listener.Close();

    private async Task AcceptAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => ServeAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            var path = Uri.UnescapeDataString(context.Request.RawUrl!.Split('?')[0]).TrimStart('/').Split('/', 2);
            if (path[0] != Bucket)
            {
                await RefuseAsync(context, HttpStatusCode.NotFound, "NoSuchBucket");
            }
            else if (path is [_, var key] && key.Length > 0)
            {
                await SendAsync(context, key);
            }
            else
            {
                await ListAsync(context);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The other side has gone, or the test is over.
        }
    }

    private async Task ListAsync(HttpListenerContext context)
    {
        Listings++;
        var query = context.Request.QueryString;
        List<KeyValuePair<string, (byte[] Content, string Tag, int? PartBytes)>> page;
        lock (_objects)
        {
            page =
            [
                .. _objects
                    .Where(o => o.Key.StartsWith(query["prefix"] ?? "", StringComparison.Ordinal))
                    .Where(o => string.CompareOrdinal(o.Key, query["continuation-token"] ?? "") > 0)
                    .Take(PageSize + 1),
            ];
        }

        var more = page.Count > PageSize;
        XNamespace xml = "http://s3.amazonaws.com/doc/2006-03-01/";
        var answer = new XElement(
            xml + "ListBucketResult",
            new XElement(xml + "IsTruncated", more ? "true" : "false"),
            more ? new XElement(xml + "NextContinuationToken", page[PageSize - 1].Key) : null,
            page.Take(PageSize)
                .Select(o => new XElement(
                    xml + "Contents",
                    new XElement(xml + "Key", o.Key),
                    new XElement(xml + "Size", o.Value.Content.Length),
                    new XElement(xml + "ETag", $"\"{o.Value.Tag}\"")
                ))
        );
        context.Response.ContentType = "application/xml";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToString()));
        context.Response.Close();
    }

    private async Task SendAsync(HttpListenerContext context, string key)
    {
        (byte[] Content, string Tag, int? PartBytes) found;
        bool exists;
        lock (_objects)
        {
            exists = _objects.TryGetValue(key, out found);
        }

        var condition = context.Request.Headers["If-Match"]?.Trim('"');
        if (!exists)
        {
            await RefuseAsync(context, HttpStatusCode.NotFound, "NoSuchKey");
            return;
        }

        if (condition is not null && condition != found.Tag && !IgnoresConditions)
        {
            await RefuseAsync(context, HttpStatusCode.PreconditionFailed, "PreconditionFailed");
            return;
        }

        var range = IgnoresRanges ? null : context.Request.Headers["Range"];
        var from = range is null ? 0 : int.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture);
        context.Response.StatusCode = (int)(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        context.Response.Headers["ETag"] = $"\"{found.Tag}\"";
        if (Header is { } header)
        {
            context.Response.Headers[header.Name] = header.Value;
        }

        context.Response.ContentLength64 = found.Content.Length - from;
        if (found.PartBytes is { } partBytes && context.Request.QueryString["partNumber"] == "1")
        {
            context.Response.ContentLength64 = Math.Min(partBytes, found.Content.Length);
            context.Response.Headers["x-amz-mp-parts-count"] = found.Tag.Split('-')[1];
        }

        if (context.Request.HttpMethod == "HEAD")
        {
            context.Response.Close();
            return;
        }

        Gets.Enqueue((key, from));
        if (Refusal(key) is { } refusal)
        {
            context.Response.Headers.Remove("Content-Length");
            await RefuseAsync(context, refusal, "InternalError");
            return;
        }

        await SendAsync(context, key, found.Content.AsMemory(from), from);
    }

    private async Task SendAsync(HttpListenerContext context, string key, ReadOnlyMemory<byte> bytes, long from)
    {
        var cut = CutAfter(key, from) is { } some && some < bytes.Length ? some : (int?)null;
        var end = cut ?? bytes.Length;
        await WriteAsync(bytes[..(end / 2)]);
        await Midway(key);
        await WriteAsync(bytes[(end / 2)..end]);
        if (cut is null)
        {
            context.Response.Close();
        }
        else
        {
            context.Response.Abort();
        }

        async Task WriteAsync(ReadOnlyMemory<byte> part)
        {
            await context.Response.OutputStream.WriteAsync(part);
            await context.Response.OutputStream.FlushAsync();
            Interlocked.Add(ref _sent, part.Length);
        }
    }

    private static async Task RefuseAsync(HttpListenerContext context, HttpStatusCode status, string code)
    {
        var body = Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code><Message>no</Message></Error>");
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength64 = body.Length;
        if (context.Request.HttpMethod != "HEAD")
        {
            await context.Response.OutputStream.WriteAsync(body);
        }

        context.Response.Close();
    }
}
