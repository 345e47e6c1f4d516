using System.Numerics;
using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Png;

/// <summary>Row filters of the encoder: Up, or Sub where the row resembles its left neighbours more.</summary>
internal static class PngFilter
{
    private const byte SubType = 1;
    private const byte UpType = 2;

    public static void Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int pixelBytes, Span<byte> filtered)
    {
        // A sample of the row is enough to choose by, and a pixel apart it sees both directions alike.
        int sub = 0;
        int up = 0;
        for (int i = pixelBytes; i < row.Length; i += 7)
        {
            sub += Math.Abs((int)(sbyte)(row[i] - row[i - pixelBytes]));
            up += Math.Abs((int)(sbyte)(row[i] - above[i]));
        }

        Span<byte> target = filtered[1..];
        if (sub < up)
        {
            filtered[0] = SubType;
            row[..pixelBytes].CopyTo(target);
            Subtract(row[pixelBytes..], row[..^pixelBytes], target[pixelBytes..]);
        }
        else
        {
            filtered[0] = UpType;
            Subtract(row, above, target);
        }
    }

    private static void Subtract(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> into)
    {
        ReadOnlySpan<Vector<byte>> va = MemoryMarshal.Cast<byte, Vector<byte>>(a);
        ReadOnlySpan<Vector<byte>> vb = MemoryMarshal.Cast<byte, Vector<byte>>(b);
        Span<Vector<byte>> vi = MemoryMarshal.Cast<byte, Vector<byte>>(into);
        for (int i = 0; i < va.Length; i++)
        {
            vi[i] = va[i] - vb[i];
        }

        for (int i = va.Length * Vector<byte>.Count; i < a.Length; i++)
        {
            into[i] = (byte)(a[i] - b[i]);
        }
    }
}
