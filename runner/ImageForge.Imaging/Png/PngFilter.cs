using System.Numerics;
using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Png;

/// <summary>Row filters. The encoder uses Up, or Sub where a row resembles its left neighbours more.</summary>
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

    /// <summary>Restores a row in place.</summary>
    /// <exception cref="ImageFormatException">The filter does not exist.</exception>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0:
                break;
            case SubType:
                for (int i = step; i < row.Length; i++)
                {
                    row[i] += row[i - step];
                }

                break;
            case UpType:
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                {
                    int left = i >= step ? row[i - step] : 0;
                    row[i] += (byte)((left + above[i]) >> 1);
                }

                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                {
                    int left = i >= step ? row[i - step] : 0;
                    int corner = i >= step ? above[i - step] : 0;
                    row[i] += Paeth(left, above[i], corner);
                }

                break;
            default:
                throw new ImageFormatException($"The PNG uses row filter {filter}, which does not exist.");
        }
    }

    private static byte Paeth(int left, int up, int corner)
    {
        int estimate = left + up - corner;
        int toLeft = Math.Abs(estimate - left);
        int toUp = Math.Abs(estimate - up);
        int toCorner = Math.Abs(estimate - corner);
        return (byte)(
            toLeft <= toUp && toLeft <= toCorner ? left
            : toUp <= toCorner ? up
            : corner
        );
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
