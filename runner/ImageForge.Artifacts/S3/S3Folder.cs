using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts.S3;

/// <summary>What lies below a prefix, to be read piece by piece; an object that is too large for memory does not matter.</summary>
internal sealed class S3Folder : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly S3Location _location;
    private readonly AmazonS3Client _client;
    private readonly S3Calls _calls;
    private readonly S3Listing _listing;

    public S3Folder(S3Location location, S3Credentials credentials, TimeProvider time)
    {
        _location = location;
        _client = S3Clients.Create(location, credentials);
        _calls = new(location, time);
        _listing = new(_client, _calls, location);
    }

    /// <summary>Objects below the prefix, as the server orders them.</summary>
    public async IAsyncEnumerable<S3Item> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in _listing.ReadAsync("", cancellationToken))
        {
            yield return new(item.Key, item.Size ?? 0, Unquoted(item.ETag));
        }
    }

    /// <summary>The object whose key is the prefix itself, or null where there is none.</summary>
    public async Task<S3Item?> FindSingleAsync(CancellationToken cancellationToken)
    {
        var key = _location.Prefix.TrimEnd('/');
        if (key.Length == 0)
        {
            return null;
        }

        var request = new GetObjectMetadataRequest { BucketName = _location.Bucket, Key = key };
        try
        {
            var found = await _calls.CallAsync(
                request,
                key,
                0,
                limit => _client.GetObjectMetadataAsync(request, limit.Token),
                cancellationToken
            );
            return new(key, found.ContentLength, Unquoted(found.ETag));
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Bytes of each part but the last of an object that was uploaded in parts; null where the server does not tell.</summary>
    public async Task<long?> FindPartSizeAsync(S3Item item, int parts, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest
        {
            BucketName = _location.Bucket,
            Key = item.Key,
            PartNumber = 1,
        };
        try
        {
            var first = await _calls.CallAsync(
                request,
                item.Key,
                0,
                limit => _client.GetObjectMetadataAsync(request, limit.Token),
                cancellationToken
            );
            // Parts may differ, and a server that does not know the question answers with the whole object.
            return
                first.PartsCount == parts
                && first.ContentLength > 0
                && (item.Size + first.ContentLength - 1) / first.ContentLength == parts
                ? first.ContentLength
                : null;
        }
        catch (StoreException e) when (e.InnerException is AmazonS3Exception)
        {
            // It answers, but not this; whether it gives the object is found out by asking for that.
            return null;
        }
    }

    /// <summary>Reads the bytes of an object from one on.</summary>
    /// <param name="item">The object, as it was listed.</param>
    /// <param name="from">The first byte wanted, below the object's size.</param>
    /// <param name="begin">Is told where the answer really begins, before its first byte.</param>
    /// <param name="write">Takes each piece; what it throws passes through, so it must not throw <see cref="IOException"/>.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="S3ChangedException">The object is another one by now, or gone.</exception>
    /// <exception cref="StoreUnreachableException">The connection broke or fell silent; what was written stays good.</exception>
    public async Task ReadAsync(
        S3Item item,
        long from,
        Action<S3Opening> begin,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write,
        CancellationToken cancellationToken
    )
    {
        var request = new GetObjectRequest
        {
            BucketName = _location.Bucket,
            Key = item.Key,
            EtagToMatch = $"\"{item.ETag}\"",
            ByteRange = from > 0 ? new ByteRange(from, item.Size - 1) : null,
        };
        try
        {
            await _calls.CallAsync(
                request,
                item.Key,
                0,
                limit => ReadAsync(item, request, begin, write, limit),
                cancellationToken
            );
        }
        catch (ObjectNotFoundException e)
        {
            throw new S3ChangedException($"'{item.Key}' is gone", e);
        }
        catch (StoreException e)
            when (e.InnerException
                    is AmazonS3Exception
                    {
                        StatusCode: HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestedRangeNotSatisfiable
                    }
            )
        {
            throw new S3ChangedException($"'{item.Key}' has changed", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> ReadAsync(
        S3Item item,
        GetObjectRequest request,
        Action<S3Opening> begin,
        Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write,
        CancellationTokenSource limit
    )
    {
        using var response = await _client.GetObjectAsync(request, limit.Token);
        // A server may ignore the condition, and it may ignore the range.
        if (Unquoted(response.ETag) != item.ETag)
        {
            throw new S3ChangedException($"'{item.Key}' has changed");
        }

        var from = response.HttpStatusCode == HttpStatusCode.PartialContent ? request.ByteRange?.Start ?? 0 : 0;
        begin(new(from, HasPlainTag(response)));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var left = item.Size - from; left > 0; )
            {
                // Each piece has the time of an answer: a slow line may take hours, a silent one may not.
                limit.CancelAfter(S3Calls.LimitFor(BufferBytes));
                var read = await response.ResponseStream.ReadAsync(
                    buffer.AsMemory(0, (int)Math.Min(left, BufferBytes)),
                    limit.Token
                );
                if (read == 0)
                {
                    throw new IOException("the answer ended early");
                }

                await write(buffer.AsMemory(0, read), limit.Token);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return true;
    }

    private static bool HasPlainTag(GetObjectResponse response) =>
        (response.ServerSideEncryptionMethod?.Value is null or "" or "AES256")
        && (response.ServerSideEncryptionCustomerMethod?.Value is null or "" or "None");

    private static string Unquoted(string? tag) => (tag ?? "").Trim('"');
}

/// <summary>What a server says before it sends an object.</summary>
/// <param name="From">The first byte that it sends; 0 where it knows no ranges.</param>
/// <param name="TagIsDigest">Whether the entity tag can follow from the bytes: that of an encrypted object does not.</param>
internal sealed record S3Opening(long From, bool TagIsDigest);
