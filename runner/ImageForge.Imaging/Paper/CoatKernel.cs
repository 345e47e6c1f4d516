using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Paper;

/// <summary>Lays one colour over a row by a coverage of its own for each pixel.</summary>
internal readonly ref struct CoatKernel(Span<float> row, ReadOnlySpan<float> coverage, Vector4 color) : IPixelKernel
{
    /// <summary>Coverage below it is what rounding leaves beside a shape.</summary>
    public const float Least = 0.002f;

    private readonly ref float _row = ref MemoryMarshal.GetReference(row);
    private readonly ref float _coverage = ref MemoryMarshal.GetReference(coverage);
    private readonly Vector4 _color = color;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T cover = T.LoadEach(ref Unsafe.Add(ref _coverage, at));
        cover = T.AtMost(T.All(Least), cover, cover, T.All(0f));
        if (cover.IsZero)
        {
            return;
        }

        ref float pixels = ref Unsafe.Add(ref _row, at * 4);
        T source = T.Each(_color) * cover;
        (source + (T.Load(ref pixels) * (T.All(1f) - source.Alpha))).Store(ref pixels);
    }
}
