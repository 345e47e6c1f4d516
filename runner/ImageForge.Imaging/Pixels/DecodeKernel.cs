using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>Straight 8-bit sRGB to premultiplied linear light.</summary>
internal readonly ref struct DecodeKernel(ReadOnlySpan<byte> rgba, Span<float> pixels) : IPixelKernel
{
    private readonly ref byte _rgba = ref MemoryMarshal.GetReference(rgba);
    private readonly ref float _pixels = ref MemoryMarshal.GetReference(pixels);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T encoded = T.LoadBytes(ref Unsafe.Add(ref _rgba, at * 4)) * T.All(1f / 255f);
        T alpha = encoded.Alpha;
        T.WithAlpha(SrgbCurve.ToLinear(encoded) * alpha, encoded).Store(ref Unsafe.Add(ref _pixels, at * 4));
    }
}
