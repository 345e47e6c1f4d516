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

    private readonly IncrementalHash part = NewMd5();
    private readonly IncrementalHash whole = NewMd5();
    private long filled;
    private int parts;

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
            var some = bytes[..(int)Math.Min(bytes.Length, (partBytes ?? long.MaxValue) - filled)];
            part.AppendData(some);
            filled += some.Length;
            bytes = bytes[some.Length..];
            if (filled == partBytes)
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
            filled = 0;
            return Convert.ToHexStringLower(part.GetHashAndReset());
        }

        if (filled > 0)
        {
            EndPart();
        }

        var tag = string.Create(
            CultureInfo.InvariantCulture,
            $"{Convert.ToHexStringLower(whole.GetHashAndReset())}-{parts}"
        );
        parts = 0;
        return tag;
    }

    public void Dispose()
    {
        part.Dispose();
        whole.Dispose();
    }

    private void EndPart()
    {
        whole.AppendData(part.GetHashAndReset());
        filled = 0;
        parts++;
    }

    [SuppressMessage("Security", "CA5351", Justification = "S3's tags are MD5; the content digest is SHA-256.")]
    private static IncrementalHash NewMd5() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);
}
