using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>
/// What S3 names an object's tag: the MD5 of its bytes; of one that was uploaded in parts, the MD5 of the parts' MD5s, a
/// hyphen and their number.
/// </summary>
/// <param name="partBytes">Bytes of each part but the last; null where there are no parts.</param>
internal sealed class TagDigest(long? partBytes) : IDisposable
{
    private const int Md5Digits = 32;

    private readonly IncrementalHash _part = NewMd5();
    private readonly IncrementalHash _whole = NewMd5();
    private long _filled;
    private int _parts;

    /// <summary>Whether a tag looks like an MD5; that of an object that was uploaded in parts does not.</summary>
    public static bool IsPlain(string tag) => tag.Length == Md5Digits && tag.All(char.IsAsciiHexDigitLower);

    /// <summary>How many parts a tag speaks of; null for one of another kind.</summary>
    public static int? PartsOf(string tag) =>
        tag.Length > Md5Digits + 1
        && tag[Md5Digits] == '-'
        && IsPlain(tag[..Md5Digits])
        && int.TryParse(tag.AsSpan(Md5Digits + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
        && parts > 0
            ? parts
            : null;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var some = bytes[..(int)Math.Min(bytes.Length, (partBytes ?? long.MaxValue) - _filled)];
            _part.AppendData(some);
            _filled += some.Length;
            bytes = bytes[some.Length..];
            if (_filled == partBytes)
            {
                EndPart();
            }
        }
    }

    /// <summary>The tag of what was added since the last call.</summary>
    public string Finish()
    {
        if (partBytes is null)
        {
            _filled = 0;
            return Convert.ToHexStringLower(_part.GetHashAndReset());
        }

        if (_filled > 0)
        {
            EndPart();
        }

        var tag = string.Create(
            CultureInfo.InvariantCulture,
            $"{Convert.ToHexStringLower(_whole.GetHashAndReset())}-{_parts}"
        );
        _parts = 0;
        return tag;
    }

    public void Dispose()
    {
        _part.Dispose();
        _whole.Dispose();
    }

    private void EndPart()
    {
        _whole.AppendData(_part.GetHashAndReset());
        _filled = 0;
        _parts++;
    }

    [SuppressMessage("Security", "CA5351", Justification = "S3's tags are MD5; the content digest is SHA-256.")]
    private static IncrementalHash NewMd5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);
}
