using System.Text;
using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts;

/// <summary>What a key may be, in every store alike, so that a template that works with one works with the other.</summary>
public static class ObjectKey
{
    /// <summary>The most UTF-8 bytes of a key, S3's limit.</summary>
    public const int MaxBytes = 1024;

    /// <summary>The most UTF-8 bytes between two slashes, what file systems allow.</summary>
    public const int MaxSegmentBytes = 255;

    /// <summary>Names of files that a store has not finished begin like this; no key may.</summary>
    internal const string TemporaryMark = ".imageforge-tmp-";

    /// <summary>Refuses a key that is empty, absolute, too long, climbs out of the store or holds control characters.</summary>
    /// <exception cref="InvalidKeyException">It does.</exception>
    public static void Validate(string key)
    {
        if (key.Length == 0)
        {
            throw new InvalidKeyException(key, "is empty");
        }

        if (Encoding.UTF8.GetByteCount(key) > MaxBytes)
        {
            throw new InvalidKeyException(key, $"is longer than {MaxBytes} bytes");
        }

        foreach (var c in key)
        {
            if (char.IsControl(c))
            {
                throw new InvalidKeyException(key, "holds a control character");
            }
        }

        for (var i = 0; i < key.Length; i++)
        {
            if (char.IsSurrogate(key[i]) && (i + 1 >= key.Length || !char.IsSurrogatePair(key[i], key[++i])))
            {
                throw new InvalidKeyException(key, "holds half a character");
            }
        }

        foreach (var segment in key.Split('/'))
        {
            ValidateSegment(key, segment);
        }
    }

    /// <summary>Refuses a prefix that could not begin a key; an empty one begins every key.</summary>
    internal static void ValidatePrefix(string prefix)
    {
        if (prefix.Length > 0)
        {
            Validate(prefix.EndsWith('/') ? prefix[..^1] : prefix);
        }
    }

    private static void ValidateSegment(string key, string segment)
    {
        if (segment.Length == 0)
        {
            throw new InvalidKeyException(key, "begins or ends with a slash or has two in a row");
        }

        if (segment is "." or "..")
        {
            throw new InvalidKeyException(key, $"has '{segment}' for a folder");
        }

        if (segment.StartsWith(TemporaryMark, StringComparison.Ordinal))
        {
            throw new InvalidKeyException(key, $"uses the reserved name '{TemporaryMark}…'");
        }

        if (Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes)
        {
            throw new InvalidKeyException(key, $"has a part longer than {MaxSegmentBytes} bytes");
        }
    }
}
