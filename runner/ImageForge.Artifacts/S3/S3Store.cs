using System.Net;
using System.Runtime.InteropServices;
using Amazon.S3;
using Amazon.S3.Model;
using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts.S3;

/// <summary>Objects of a bucket.</summary>
internal sealed class S3Store : IArtifactStore
{
    // How many deletions are under way at once; the bulk request wants checksums that servers disagree about.
    private const int Parallel = 8;

    private const int MaxConflicts = 5;

    private static readonly byte[] ProbeContent = "probe\n"u8.ToArray();

    private readonly S3Location _location;
    private readonly AmazonS3Client _client;
    private readonly S3Calls _calls;
    private readonly S3Listing _listing;

    // Becomes false at the first 501: then looking and writing are two steps.
    private volatile bool _conditionalPuts = true;

    private S3Store(S3Location location, S3Credentials credentials, TimeProvider time)
    {
        _location = location;
        _client = S3Clients.Create(location, credentials);
        _calls = new(location, time);
        _listing = new(_client, _calls, location);
    }

    public string Name => _location.Name;

    /// <summary>Whether the server still is believed to know <c>If-None-Match</c>.</summary>
    internal bool ConditionalPuts => _conditionalPuts;

    /// <summary>The most keys that one answer of a listing has; null for the server's own limit.</summary>
    internal int? PageSize
    {
        get => _listing.PageSize;
        set => _listing.PageSize = value;
    }

    public static S3Store Open(S3Location location, S3Credentials credentials) =>
        Open(location, credentials, TimeProvider.System);

    internal static S3Store Open(S3Location location, S3Credentials credentials, TimeProvider time) =>
        new(location, credentials, time);

    public async Task ProbeAsync(string key, CancellationToken cancellationToken)
    {
        await PutAsync(key, ProbeContent, cancellationToken);
        await DeleteAsync(key, cancellationToken);
    }

    public Task<byte[]> GetAsync(string key, long most, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = _location.Bucket, Key = FullKey(key) };
        return _calls.CallAsync(
            request,
            key,
            0,
            async limit =>
            {
                using var response = await _client.GetObjectAsync(request, limit.Token);
                limit.CancelAfter(S3Calls.LimitFor(response.ContentLength));
                if (response.ContentLength < 0)
                {
                    throw new IOException("the answer has no length");
                }

                if (response.ContentLength > most)
                {
                    throw new InvalidKeyException(key, $"has more than {most} bytes");
                }

                var content = new byte[response.ContentLength];
                await response.ResponseStream.ReadExactlyAsync(content, limit.Token);
                return content;
            },
            cancellationToken
        );
    }

    public async Task<long?> HeadAsync(string key, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = _location.Bucket, Key = FullKey(key) };
        try
        {
            return await _calls.CallAsync(
                request,
                key,
                0,
                async limit => (await _client.GetObjectMetadataAsync(request, limit.Token)).ContentLength,
                cancellationToken
            );
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ValidatePrefix(prefix);
        var keys = new List<string>();
        await foreach (var item in _listing.ReadAsync(prefix, cancellationToken))
        {
            keys.Add(item.Key[_location.Prefix.Length..]);
        }

        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        PutAsync(key, content, ifNoneMatch: null, cancellationToken);

    public async Task<PutOutcome> PutIfAbsentAsync(
        string key,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        // Asked first, because a server that does not know the condition may ignore it.
        if (await HeadAsync(key, cancellationToken) is not null)
        {
            return PutOutcome.AlreadyThere;
        }

        for (var conflicts = 0; _conditionalPuts; conflicts++)
        {
            try
            {
                await PutAsync(key, content, ifNoneMatch: "*", cancellationToken);
                return PutOutcome.Created;
            }
            catch (StoreException e)
                when (e.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.PreconditionFailed })
            {
                return PutOutcome.AlreadyThere;
            }
            catch (StoreException e)
                when (e.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotImplemented })
            {
                _conditionalPuts = false;
            }
            catch (StoreException e)
                when (e.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.Conflict }
                    && conflicts < MaxConflicts
                )
            {
                // Another writes the same key at this moment: ask again how that ended.
            }
        }

        await PutAsync(key, content, cancellationToken);
        return PutOutcome.Created;
    }

    public Task CopyAsync(string source, string destination, CancellationToken cancellationToken)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = _location.Bucket,
            SourceKey = FullKey(source),
            DestinationBucket = _location.Bucket,
            DestinationKey = FullKey(destination),
        };
        return _calls.CallAsync(
            request,
            source,
            0,
            limit => _client.CopyObjectAsync(request, limit.Token),
            cancellationToken
        );
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var request = new DeleteObjectRequest { BucketName = _location.Bucket, Key = FullKey(key) };
        return _calls.CallAsync(
            request,
            key,
            0,
            async limit =>
            {
                try
                {
                    return await _client.DeleteObjectAsync(request, limit.Token);
                }
                catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
                {
                    // Not every server takes the deletion of nothing for a success.
                    return null;
                }
            },
            cancellationToken
        );
    }

    public async Task DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        if (!prefix.EndsWith('/'))
        {
            throw new InvalidKeyException(prefix, "is not a folder prefix: it must end in '/'");
        }

        var keys = await ListAsync(prefix, cancellationToken);
        foreach (var some in keys.Chunk(Parallel))
        {
            await Task.WhenAll(some.Select(key => DeleteAsync(key, cancellationToken)));
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task PutAsync(
        string key,
        ReadOnlyMemory<byte> content,
        string? ifNoneMatch,
        CancellationToken cancellationToken
    )
    {
        using var stream = Open(content);
        var request = new PutObjectRequest
        {
            BucketName = _location.Bucket,
            Key = FullKey(key),
            InputStream = stream,
            ContentType = ContentTypes.Of(key),
            UseChunkEncoding = false,
            IfNoneMatch = ifNoneMatch,
        };
        await _calls.CallAsync(
            request,
            key,
            content.Length,
            limit => _client.PutObjectAsync(request, limit.Token),
            cancellationToken
        );
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var array)
            ? new(array.Array!, array.Offset, array.Count, writable: false)
            : new(content.ToArray(), writable: false);

    private string FullKey(string key)
    {
        ObjectKey.Validate(key);
        var full = _location.Prefix + key;
        ObjectKey.Validate(full);
        return full;
    }
}

/// <summary>Media types, so that a browser shows an artifact instead of saving it.</summary>
internal static class ContentTypes
{
    /// <summary>The media type of a key by its extension.</summary>
    public static string Of(string key) =>
        Path.GetExtension(key).ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".webp" => "image/webp",
            ".avif" => "image/avif",
            ".tif" or ".tiff" => "image/tiff",
            ".exr" => "image/x-exr",
            ".json" => "application/json",
            _ => "application/octet-stream",
        };
}
