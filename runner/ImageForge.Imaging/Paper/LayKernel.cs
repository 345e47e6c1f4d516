using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Paper;

/// <summary>
/// Lays a run of a sheet on the picture: haze, fibres, and the edge of the cut, which is lit where the sheet ends
/// towards the light and dim where it ends away from it.
/// </summary>
internal readonly ref struct LayKernel(
    ReadOnlySpan<float> sheet,
    ReadOnlySpan<float> above,
    ReadOnlySpan<float> below,
    ReadOnlySpan<float> fibre,
    Span<float> picture,
    CutStyle style,
    float kept,
    Vector4 air
) : IPixelKernel
{
    private readonly ref float _sheet = ref MemoryMarshal.GetReference(sheet);
    private readonly ref float _above = ref MemoryMarshal.GetReference(above);
    private readonly ref float _below = ref MemoryMarshal.GetReference(below);
    private readonly ref float _fibre = ref MemoryMarshal.GetReference(fibre);
    private readonly ref float _picture = ref MemoryMarshal.GetReference(picture);
    private readonly Vector4 _air = air;
    private readonly float _fibres = style.Fibre;
    private readonly float _edge = style.Edge;
    private readonly float _kept = kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T paper = T.Load(ref Unsafe.Add(ref _sheet, at * 4));
        if (paper.IsZero)
        {
            return;
        }

        T zero = T.All(0f);
        T one = T.All(1f);
        T alpha = paper.Alpha;
        T lit = T.Max(alpha - T.Load(ref Unsafe.Add(ref _above, at * 4)).Alpha, zero);
        T dim = T.Max(alpha - T.Load(ref Unsafe.Add(ref _below, at * 4)).Alpha, zero);
        T grain = T.LoadEach(ref Unsafe.Add(ref _fibre, at)) * T.All(_fibres);
        T gain = one + grain + (lit * T.All(_edge)) - (dim * T.All(_edge) * T.All(0.4f));
        T aired = (paper * T.All(_kept)) + (T.Each(_air) * alpha);
        ref float picture = ref Unsafe.Add(ref _picture, at * 4);
        T laid = T.WithAlpha(aired * gain, alpha) + (T.Load(ref picture) * (one - alpha));
        laid.Store(ref picture);
    }
}
