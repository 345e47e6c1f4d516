using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// The weighed sum of rows that lie one after the other in memory. A row has four parts of as many pixels as the kernel
/// runs over: four sums at once, since each waits for its own last addition, and a weight is loaded once for all.
/// </summary>
internal readonly ref struct ColumnKernel(
    ReadOnlySpan<float> rows,
    int part,
    ReadOnlySpan<float> weights,
    Span<float> sum
) : IPixelKernel
{
    private readonly ref float _rows = ref MemoryMarshal.GetReference(rows);
    private readonly ref float _weights = ref MemoryMarshal.GetReference(weights);
    private readonly ref float _sum = ref MemoryMarshal.GetReference(sum);
    private readonly int _count = weights.Length;
    private readonly nint _part = part * PixelBuffer.Channels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        ref float row = ref Unsafe.Add(ref _rows, at * 4);
        T a = T.All(0f);
        T b = a;
        T c = a;
        T d = a;
        for (int k = 0; k < _count; k++)
        {
            T weight = T.All(Unsafe.Add(ref _weights, k));
            a += T.Load(ref row) * weight;
            b += T.Load(ref Unsafe.Add(ref row, _part)) * weight;
            c += T.Load(ref Unsafe.Add(ref row, 2 * _part)) * weight;
            d += T.Load(ref Unsafe.Add(ref row, 3 * _part)) * weight;
            row = ref Unsafe.Add(ref row, 4 * _part);
        }

        ref float sum = ref Unsafe.Add(ref _sum, at * 4);
        a.Store(ref sum);
        b.Store(ref Unsafe.Add(ref sum, _part));
        c.Store(ref Unsafe.Add(ref sum, 2 * _part));
        d.Store(ref Unsafe.Add(ref sum, 3 * _part));
    }
}
