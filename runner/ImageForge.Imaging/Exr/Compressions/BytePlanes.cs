using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>
/// What the format does before zlib and RLE: bytes at even places first, then those at odd places, then each byte as the
/// difference to the one before, plus 128.
/// </summary>
internal static class BytePlanes
{
    public static void Split(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        int half = (raw.Length + 1) / 2;
        Separate(raw, target[..half], target[half..]);
        // From the end, because each difference needs its neighbour as it was.
        int i = target.Length;
        Vector<byte> offset = new(128);
        for (; i > Vector<byte>.Count; i -= Vector<byte>.Count)
        {
            int at = i - Vector<byte>.Count;
            var here = new Vector<byte>(target[at..]);
            var before = new Vector<byte>(target[(at - 1)..]);
            (here - before + offset).CopyTo(target[at..]);
        }

        for (i--; i > 0; i--)
        {
            target[i] = (byte)(target[i] - target[i - 1] + 128);
        }
    }

    /// <summary>Undoes <see cref="Split"/>; the first argument is spoilt.</summary>
    public static void Join(Span<byte> shuffled, Span<byte> target)
    {
        for (int i = 1; i < shuffled.Length; i++)
        {
            shuffled[i] = (byte)(shuffled[i] + shuffled[i - 1] - 128);
        }

        int half = (target.Length + 1) / 2;
        ReadOnlySpan<byte> even = shuffled[..half];
        ReadOnlySpan<byte> odd = shuffled[half..];
        for (int i = 0; i < odd.Length; i++)
        {
            target[2 * i] = even[i];
            target[(2 * i) + 1] = odd[i];
        }

        if (even.Length > odd.Length)
        {
            target[^1] = even[^1];
        }
    }

    private static void Separate(ReadOnlySpan<byte> raw, Span<byte> even, Span<byte> odd)
    {
        ReadOnlySpan<Vector256<ushort>> words = MemoryMarshal.Cast<byte, Vector256<ushort>>(raw);
        int i = 0;
        for (int v = 0; v + 1 < words.Length; v += 2, i += Vector256<byte>.Count)
        {
            Vector256<ushort> low = Vector256.Create((ushort)0xFF);
            Vector256.Narrow(words[v] & low, words[v + 1] & low).CopyTo(even[i..]);
            Vector256.Narrow(words[v] >>> 8, words[v + 1] >>> 8).CopyTo(odd[i..]);
        }

        for (; i < odd.Length; i++)
        {
            even[i] = raw[2 * i];
            odd[i] = raw[(2 * i) + 1];
        }

        if (even.Length > odd.Length)
        {
            even[^1] = raw[^1];
        }
    }
}
