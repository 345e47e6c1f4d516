using System.Buffers;
using System.Security.Cryptography;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>A file that grows, with the digests of what it has.</summary>
/// <remarks>Disk errors become a <see cref="ModelUnavailableException"/>, so that they are not mistaken for network errors.</remarks>
internal sealed class FileTarget : IDisposable
{
    private const int BufferBytes = 1024 * 1024;

    private readonly S3Item item;
    private readonly FileStream file;
    private readonly IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly TagDigest? tag;

    /// <summary>Opens it, or makes it.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="item">What it is to be.</param>
    /// <param name="partBytes">Bytes of a part, where it was uploaded in parts and that is known.</param>
    public FileTarget(string path, S3Item item, long? partBytes)
    {
        this.item = item;
        tag = TagDigest.IsPlain(item.ETag) || partBytes is not null ? new(partBytes) : null;
        file = Guard(
            path,
            () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
        );
    }

    /// <summary>Bytes that it has.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the server's tag says what the bytes are; believed of what looks like it, until the server says otherwise.</summary>
    public bool TagIsDigest { get; set; } = true;

    /// <summary>Reads what an earlier attempt left, and goes on there.</summary>
    /// <returns>Bytes of it.</returns>
    public async Task<long> ResumeAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            if (file.Length > item.Size)
            {
                file.SetLength(0);
            }

            int read;
            while ((read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                Count(buffer.AsSpan(0, read));
            }

            return Length;
        }
        catch (IOException e)
        {
            throw Failure(file.Name, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Adds bytes at its end.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Failure(file.Name, e);
        }

        Count(bytes.Span);
    }

    /// <summary>Forgets what it has.</summary>
    public void Restart()
    {
        Guard(
            file.Name,
            () =>
            {
                file.SetLength(0);
                file.Position = 0;
                return true;
            }
        );
        _ = sha256.GetHashAndReset();
        _ = tag?.Finish();
        Length = 0;
    }

    /// <summary>Flushes it to the disk: its hex SHA-256, or null where it is not what the server's tag says.</summary>
    public string? Finish()
    {
        Guard(
            file.Name,
            () =>
            {
                file.Flush(flushToDisk: true);
                return true;
            }
        );
        var good = tag is null || tag.Finish() == item.ETag || !TagIsDigest;
        return good ? Convert.ToHexStringLower(sha256.GetHashAndReset()) : null;
    }

    public void Dispose()
    {
        file.Dispose();
        sha256.Dispose();
        tag?.Dispose();
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        sha256.AppendData(bytes);
        tag?.Append(bytes);
        Length += bytes.Length;
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, e);
        }
    }

    private static ModelUnavailableException Failure(string path, Exception e) =>
        new($"the model cannot be kept in '{path}': {e.Message}", e);
}
