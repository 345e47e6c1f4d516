using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>Premultiplied linear light to straight 8-bit sRGB.</summary>
internal readonly ref struct EncodeKernel(ReadOnlySpan<float> pixels, Span<byte> rgba) : IPixelKernel
{
    private readonly ref float _pixels = ref MemoryMarshal.GetReference(pixels);
    private readonly ref byte _rgba = ref MemoryMarshal.GetReference(rgba);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T straight = SrgbCurve.ToStraight(T.Load(ref Unsafe.Add(ref _pixels, at * 4)));
        T scaled = (straight * T.All(255f)) + T.All(0.5f);
        scaled.StoreBytes(ref Unsafe.Add(ref _rgba, at * 4));
    }
}
