using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>zlib over bytes that are sorted and differenced, for ZIPS and ZIP.</summary>
internal sealed class ZipCodec : IBlockCodec
{
    public void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw)
    {
        using var planes = new Scratch<byte>(raw.Length);
        Inflate(packed, planes.Span);
        BytePlanes.Join(planes.Span, raw);
    }

    /// <summary>Fills the target with what zlib has packed.</summary>
    public static void Inflate(ReadOnlyMemory<byte> packed, Span<byte> target)
    {
        using var stream = new SegmentStream([packed]);
        using var zlib = new ZLibStream(stream, CompressionMode.Decompress);
        zlib.ReadExactly(target);
    }
}

/// <summary>Run lengths: a count below zero precedes as many bytes as they are, else one byte is repeated.</summary>
internal sealed class RleCodec : IBlockCodec
{
    public void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw)
    {
        using var planes = new Scratch<byte>(raw.Length);
        Expand(packed.Span, planes.Span);
        BytePlanes.Join(planes.Span, raw);
    }

    private static void Expand(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        int to = 0;
        int from = 0;
        while (from < packed.Length)
        {
            int count = (sbyte)packed[from++];
            int length = count < 0 ? -count : count + 1;
            int needed = count < 0 ? length : 1;
            if (length > target.Length - to || needed > packed.Length - from)
            {
                throw new ImageFormatException("The EXR has run lengths that do not fit its lines.");
            }

            if (count < 0)
            {
                packed.Slice(from, length).CopyTo(target[to..]);
            }
            else
            {
                target.Slice(to, length).Fill(packed[from]);
            }

            from += needed;
            to += length;
        }

        if (to != target.Length)
        {
            throw new ImageFormatException("The EXR has lines that end early.");
        }
    }
}

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
        Sum(shuffled);
        int half = (target.Length + 1) / 2;
        ReadOnlySpan<byte> even = shuffled[..half];
        ReadOnlySpan<byte> odd = shuffled[half..];
        Span<Vector256<ushort>> words = MemoryMarshal.Cast<byte, Vector256<ushort>>(target);
        int i = 0;
        for (int v = 0; v + 1 < words.Length; v += 2, i += Vector256<byte>.Count)
        {
            (Vector256<ushort> evenLow, Vector256<ushort> evenHigh) = Vector256.Widen(Vector256.Create(even[i..]));
            (Vector256<ushort> oddLow, Vector256<ushort> oddHigh) = Vector256.Widen(Vector256.Create(odd[i..]));
            words[v] = evenLow | (oddLow << 8);
            words[v + 1] = evenHigh | (oddHigh << 8);
        }

        for (; i < odd.Length; i++)
        {
            target[2 * i] = even[i];
            target[(2 * i) + 1] = odd[i];
        }

        if (even.Length > odd.Length)
        {
            target[^1] = even[^1];
        }
    }

    /// <summary>Each byte becomes the sum of the differences up to it.</summary>
    private static void Sum(Span<byte> bytes)
    {
        // Each subtracts 128 for each byte before: nothing at even places, 128 at odd ones.
        Vector128<byte> offsets = Vector128.Create((ushort)0x8000).AsByte();
        // The eighth byte for each of the upper eight, and no byte, which is 0, for the lower eight.
        Vector128<byte> lowerLast = Vector128.Create(ulong.MaxValue, 0x0707070707070707UL).AsByte();
        Vector128<byte> carried = Vector128<byte>.Zero;
        Span<Vector128<byte>> vectors = MemoryMarshal.Cast<byte, Vector128<byte>>(bytes);
        foreach (ref Vector128<byte> vector in vectors)
        {
            // Sums of two bytes, four, eight, sixteen, and of all before.
            Vector128<byte> sum = vector;
            sum += (sum.AsUInt64() << 8).AsByte();
            sum += (sum.AsUInt64() << 16).AsByte();
            sum += (sum.AsUInt64() << 32).AsByte();
            sum += Vector128.Shuffle(sum, lowerLast);
            sum += carried;
            carried = Vector128.Shuffle(sum, Vector128.Create((byte)15));
            vector = sum + offsets;
        }

        for (int i = Math.Max(1, vectors.Length * Vector128<byte>.Count); i < bytes.Length; i++)
        {
            bytes[i] = (byte)(bytes[i] + bytes[i - 1] - 128);
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
