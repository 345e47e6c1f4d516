using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>The weighed sum of rows of the same length that lie one after the other in memory.</summary>
internal readonly ref struct ColumnKernel(
    ReadOnlySpan<float> rows,
    int stride,
    ReadOnlySpan<float> weights,
    Span<float> sum
) : IPixelKernel
{
    private readonly ref float _rows = ref MemoryMarshal.GetReference(rows);
    private readonly ref float _weights = ref MemoryMarshal.GetReference(weights);
    private readonly ref float _sum = ref MemoryMarshal.GetReference(sum);
    private readonly int _count = weights.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        ref float row = ref Unsafe.Add(ref _rows, at * 4);
        T total = T.All(0f);
        for (int k = 0; k < _count; k++)
        {
            total += T.Load(ref row) * T.All(Unsafe.Add(ref _weights, k));
            row = ref Unsafe.Add(ref row, stride);
        }

        total.Store(ref Unsafe.Add(ref _sum, at * 4));
    }
}
