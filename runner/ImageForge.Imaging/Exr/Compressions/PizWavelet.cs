using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>
/// Undoes PIZ's wavelet on a plane of 16-bit numbers. Each level has averages and differences of pairs, of columns and of rows,
/// in place: what a level joins lies as far apart as the level is high.
/// </summary>
internal static class PizWavelet
{
    // Fewer distinct values than this, and sums have room in 16 bits; else they wrap.
    private const int Narrow = 1 << 14;

    /// <param name="samples">The plane from its first number on.</param>
    /// <param name="width">Numbers of a row that belong to the plane.</param>
    /// <param name="height">Rows.</param>
    /// <param name="step">From one number of a row to the next: 1, or 2 where a sample has two.</param>
    /// <param name="largest">The largest number that the untransformed plane has.</param>
    public static void Undo(Span<ushort> samples, int width, int height, int step, int largest)
    {
        bool isNarrow = largest < Narrow;
        int stride = width * step;
        int pair = 1;
        while (pair * 2 <= Math.Min(width, height))
        {
            pair *= 2;
        }

        for (int near = pair / 2; near >= 1; pair = near, near /= 2)
        {
            int columns = width / near;
            int y = 0;
            for (; y + pair <= height; y += pair)
            {
                Span<ushort> upper = Row(samples, y, stride);
                Span<ushort> lower = Row(samples, y + near, stride);
                Vertical(upper, lower, columns, near * step, isNarrow);
                Horizontal(upper, columns / 2, near * step, isNarrow);
                Horizontal(lower, columns / 2, near * step, isNarrow);
            }

            if ((height & near) != 0)
            {
                Horizontal(Row(samples, y, stride), columns / 2, near * step, isNarrow);
            }
        }
    }

    private static Span<ushort> Row(Span<ushort> samples, int y, int stride) =>
        samples[(y * stride)..Math.Min((y + 1) * stride, samples.Length)];

    private static void Vertical(Span<ushort> upper, Span<ushort> lower, int columns, int step, bool isNarrow)
    {
        int i = 0;
        if (step == 1)
        {
            i = columns - (columns % Vector256<ushort>.Count);
            Span<Vector256<ushort>> above = MemoryMarshal.Cast<ushort, Vector256<ushort>>(upper[..i]);
            Span<Vector256<ushort>> below = MemoryMarshal.Cast<ushort, Vector256<ushort>>(lower[..i]);
            for (int v = 0; v < above.Length; v++)
            {
                (above[v], below[v]) = Join(above[v], below[v], isNarrow);
            }
        }

        for (; i < columns; i++)
        {
            Join(ref upper[i * step], ref lower[i * step], isNarrow);
        }
    }

    private static void Horizontal(Span<ushort> row, int pairs, int step, bool isNarrow)
    {
        int i = 0;
        if (step == 1)
        {
            // Eight pairs at a time: a pair is a 32-bit lane, its first number the lower half.
            Span<Vector256<uint>> lanes = MemoryMarshal.Cast<ushort, Vector256<uint>>(row[..(2 * pairs)]);
            foreach (ref Vector256<uint> lane in lanes)
            {
                (Vector256<ushort> a, Vector256<ushort> b) = Join(lane.AsUInt16(), (lane >>> 16).AsUInt16(), isNarrow);
                lane = (a.AsUInt32() & Vector256.Create(0xFFFFu)) | (b.AsUInt32() << 16);
            }

            i = lanes.Length * Vector256<uint>.Count;
        }

        for (; i < pairs; i++)
        {
            Join(ref row[2 * i * step], ref row[((2 * i) + 1) * step], isNarrow);
        }
    }

    private static void Join(ref ushort average, ref ushort difference, bool isNarrow)
    {
        if (isNarrow)
        {
            int d = (short)difference;
            int a = (short)average + (d & 1) + (d >> 1);
            average = (ushort)a;
            difference = (ushort)(a - d);
        }
        else
        {
            ushort b = (ushort)(average - (difference >> 1));
            average = (ushort)(difference + b - 0x8000);
            difference = b;
        }
    }

    private static (Vector256<ushort> First, Vector256<ushort> Second) Join(
        Vector256<ushort> average,
        Vector256<ushort> difference,
        bool isNarrow
    )
    {
        if (isNarrow)
        {
            Vector256<short> d = difference.AsInt16();
            Vector256<short> a = average.AsInt16() + (d & Vector256<short>.One) + (d >> 1);
            return (a.AsUInt16(), (a - d).AsUInt16());
        }

        Vector256<ushort> b = average - (difference >>> 1);
        return (difference + b - Vector256.Create((ushort)0x8000), b);
    }
}
