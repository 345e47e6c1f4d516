using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// The weighed sum of rows that lie one after the other in memory. A row has four parts of as many pixels as the kernel
/// runs over: four sums at once, since each waits for its own last addition, and a weight is loaded once for all. The
/// pixels of the sum lie <paramref name="apart"/> floats from one to the next.
/// </summary>
internal readonly ref struct ColumnKernel(
    ReadOnlySpan<float> rows,
    int part,
    ReadOnlySpan<float> weights,
    Span<float> sum,
    int apart
) : IPixelKernel
{
    private readonly ref float _rows = ref MemoryMarshal.GetReference(rows);
    private readonly ref float _weights = ref MemoryMarshal.GetReference(weights);
    private readonly ref float _sum = ref MemoryMarshal.GetReference(sum);
    private readonly int _count = weights.Length;
    private readonly nint _part = part * PixelBuffer.Channels;
    private readonly nint _partApart = part * apart;
    private readonly nint _apart = apart;

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

        ref float sum = ref Unsafe.Add(ref _sum, at * _apart);
        a.StoreApart(ref sum, _apart);
        b.StoreApart(ref Unsafe.Add(ref sum, _partApart), _apart);
        c.StoreApart(ref Unsafe.Add(ref sum, 2 * _partApart), _apart);
        d.StoreApart(ref Unsafe.Add(ref sum, 3 * _partApart), _apart);
    }
}
