using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// Resizes up to four rows along themselves, all with the same weights. Their pixels of one column lie side by side, so
/// the kernel runs over rows and not over columns.
/// </summary>
/// <param name="columns">The columns of the source from one on.</param>
/// <param name="left">The first of them.</param>
/// <param name="taps">Where a target pixel's sources are, and their weights.</param>
/// <param name="target">As many rows of the target.</param>
/// <param name="width">Its pixels a row.</param>
internal readonly ref struct RowKernel(
    ReadOnlySpan<float> columns,
    int left,
    ResizeTaps taps,
    Span<float> target,
    int width
) : IPixelKernel
{
    /// <summary>Rows side by side.</summary>
    public const int Rows = 4;

    private readonly ref float _columns = ref MemoryMarshal.GetReference(columns);
    private readonly ref float _target = ref MemoryMarshal.GetReference(target);
    private readonly nint _stride = width * PixelBuffer.Channels;
    private readonly int _width = width;
    private readonly int _left = left;
    private readonly ResizeTaps _taps = taps;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        const int Column = Rows * PixelBuffer.Channels;
        ref float columns = ref Unsafe.Add(ref _columns, at * PixelBuffer.Channels);
        ref float target = ref Unsafe.Add(ref _target, at * _stride);
        for (int x = 0; x < _width; x++)
        {
            ReadOnlySpan<float> weights = _taps.Weights(x, out int first);
            ref float column = ref Unsafe.Add(ref columns, (nint)(first - _left) * Column);
            T a = T.All(0f);
            T b = a;
            T c = a;
            T d = a;
            for (int k = 0; k + 3 < weights.Length; k += 4)
            {
                a += T.Load(ref column) * T.All(weights[k]);
                b += T.Load(ref Unsafe.Add(ref column, Column)) * T.All(weights[k + 1]);
                c += T.Load(ref Unsafe.Add(ref column, 2 * Column)) * T.All(weights[k + 2]);
                d += T.Load(ref Unsafe.Add(ref column, 3 * Column)) * T.All(weights[k + 3]);
                column = ref Unsafe.Add(ref column, 4 * Column);
            }

            // Lanczos overshoots: light is never negative, and colour without cover would add light.
            T pixel = T.Max(a + b + (c + d), T.All(0f));
            T.WithAlpha(pixel, T.Min(pixel, T.All(1f))).StoreApart(ref target, _stride);
            target = ref Unsafe.Add(ref target, PixelBuffer.Channels);
        }
    }
}

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
