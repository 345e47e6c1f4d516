using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

/// <summary>Source-over in linear light. Light that covers nothing is added.</summary>
internal readonly ref struct OverKernel<TCover>(Span<float> below, ReadOnlySpan<float> above, TCover cover)
    : IPixelKernel
    where TCover : struct, ICover, allows ref struct
{
    private readonly ref float _below = ref MemoryMarshal.GetReference(below);
    private readonly ref float _above = ref MemoryMarshal.GetReference(above);
    private readonly TCover _cover = cover;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T above = T.Load(ref Unsafe.Add(ref _above, at * 4));
        // Most of most layers is empty.
        if (above.IsZero)
        {
            return;
        }

        ref float below = ref Unsafe.Add(ref _below, at * 4);
        T source = above * _cover.At<T>(at);
        (source + (T.Load(ref below) * (T.All(1f) - source.Alpha))).Store(ref below);
    }
}

/// <summary>Decoding and source-over in one: what comes out is what <see cref="OverKernel{TCover}"/> gives for the decoded row.</summary>
internal readonly ref struct OverSrgbKernel<TCover>(Span<float> below, ReadOnlySpan<byte> above, TCover cover)
    : IPixelKernel
    where TCover : struct, ICover, allows ref struct
{
    private readonly ref float _below = ref MemoryMarshal.GetReference(below);
    private readonly ref byte _above = ref MemoryMarshal.GetReference(above);
    private readonly TCover _cover = cover;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T encoded = T.LoadBytes(ref Unsafe.Add(ref _above, at * 4)) * T.All(1f / 255f);
        T alpha = encoded.Alpha;
        if (alpha.IsZero)
        {
            return;
        }

        ref float below = ref Unsafe.Add(ref _below, at * 4);
        T decoded = T.WithAlpha(SrgbCurve.ToLinear(encoded) * alpha, encoded);
        T source = decoded * _cover.At<T>(at);
        (source + (T.Load(ref below) * (T.All(1f) - source.Alpha))).Store(ref below);
    }
}
