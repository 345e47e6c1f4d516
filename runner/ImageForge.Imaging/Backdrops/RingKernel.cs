using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Backdrops;

/// <summary>A run of the sky within one ring: the ring's paper over the next one's, where its edge lets it be seen.</summary>
/// <param name="row">What is painted; opaque.</param>
/// <param name="light">What the outer paper's shadow leaves of the light on the inner one, one value a pixel.</param>
/// <param name="edge">How much of the inner paper is seen.</param>
/// <param name="inner">Colour of the inner paper.</param>
/// <param name="outer">Colour of the outer one.</param>
/// <param name="kept">What the air leaves of them.</param>
/// <param name="added">What the air adds.</param>
internal readonly ref struct RingKernel(
    Span<float> row,
    ReadOnlySpan<float> light,
    ReadOnlySpan<float> edge,
    Vector4 inner,
    Vector4 outer,
    float kept,
    Vector4 added
) : IPixelKernel
{
    private readonly ref float _row = ref MemoryMarshal.GetReference(row);
    private readonly ref float _light = ref MemoryMarshal.GetReference(light);
    private readonly ref float _edge = ref MemoryMarshal.GetReference(edge);
    private readonly Vector4 _inner = inner;
    private readonly Vector4 _outer = outer;
    private readonly Vector4 _added = added;
    private readonly float _kept = kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T outer = T.Each(_outer);
        T lit = T.Each(_inner) * T.LoadEach(ref Unsafe.Add(ref _light, at));
        T color = outer + ((lit - outer) * T.LoadEach(ref Unsafe.Add(ref _edge, at)));
        T aired = (color * T.All(_kept)) + T.Each(_added);
        T.WithAlpha(aired, T.All(1f)).Store(ref Unsafe.Add(ref _row, at * 4));
    }
}
