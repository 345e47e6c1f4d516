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

    private readonly S3Item _item;
    private readonly FileStream _file;
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly TagDigest? _tag;

    /// <summary>Opens it, or makes it.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="item">What it is to be.</param>
    /// <param name="partBytes">Bytes of a part, where it was uploaded in parts and that is known.</param>
    public FileTarget(string path, S3Item item, long? partBytes)
    {
        _item = item;
        _tag = TagDigest.IsPlain(item.ETag) || partBytes is not null ? new(partBytes) : null;
        _file = Guard(
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
            if (_file.Length > _item.Size)
            {
                _file.SetLength(0);
            }

            int read;
            while ((read = await _file.ReadAsync(buffer, cancellationToken)) > 0)
            {
                Count(buffer.AsSpan(0, read));
            }

            return Length;
        }
        catch (IOException e)
        {
            throw Failure(_file.Name, e);
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
            await _file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException e)
        {
            throw Failure(_file.Name, e);
        }

        Count(bytes.Span);
    }

    /// <summary>Forgets what it has.</summary>
    public void Restart()
    {
        Guard(
            _file.Name,
            () =>
            {
                _file.SetLength(0);
                _file.Position = 0;
                return true;
            }
        );
        _ = _sha256.GetHashAndReset();
        _ = _tag?.Finish();
        Length = 0;
    }

    /// <summary>Flushes it to the disk: its hex SHA-256, or null where it is not what the server's tag says.</summary>
    public string? Finish()
    {
        Guard(
            _file.Name,
            () =>
            {
                _file.Flush(flushToDisk: true);
                return true;
            }
        );
        var good = _tag is null || _tag.Finish() == _item.ETag || !TagIsDigest;
        return good ? Convert.ToHexStringLower(_sha256.GetHashAndReset()) : null;
    }

    public void Dispose()
    {
        _file.Dispose();
        _sha256.Dispose();
        _tag?.Dispose();
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _tag?.Append(bytes);
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
