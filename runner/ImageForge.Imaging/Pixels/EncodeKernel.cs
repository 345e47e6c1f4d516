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

/// <summary>
/// Straight linear light without alpha to 8-bit sRGB: the bytes that <see cref="EncodeKernel"/> gives of the colours.
/// </summary>
internal readonly ref struct EncodeOpaqueKernel(ReadOnlySpan<float> light, Span<byte> codes) : IPixelKernel
{
    private readonly ref float _light = ref MemoryMarshal.GetReference(light);
    private readonly ref byte _codes = ref MemoryMarshal.GetReference(codes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T light = T.Min(T.Max(T.Load(ref Unsafe.Add(ref _light, at * 4)), T.All(0f)), T.All(1f));
        T scaled = (SrgbCurve.ToEncoded(light) * T.All(255f)) + T.All(0.5f);
        scaled.StoreBytes(ref Unsafe.Add(ref _codes, at * 4));
    }
}

/// <summary>Premultiplied linear light to straight sRGB, as numbers from 0.5 to 65535.5 that are cut to 16-bit codes.</summary>
internal readonly ref struct EncodeWideKernel(ReadOnlySpan<float> pixels, Span<float> scaled) : IPixelKernel
{
    private readonly ref float _pixels = ref MemoryMarshal.GetReference(pixels);
    private readonly ref float _scaled = ref MemoryMarshal.GetReference(scaled);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        // Off by a sixth of a step at most: what was a code comes back as that code.
        T straight = SrgbCurve.ToStraight(T.Load(ref Unsafe.Add(ref _pixels, at * 4)));
        T codes = (straight * T.All(65535f)) + T.All(0.5f);
        codes.Store(ref Unsafe.Add(ref _scaled, at * 4));
    }
}

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
