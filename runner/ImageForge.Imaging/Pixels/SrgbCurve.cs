using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// The sRGB transfer function (IEC 61966-2-1) by polynomial, for values within 0–1. Encoded values are off by less than
/// <see cref="EncodeError"/>, linear ones by less than <see cref="DecodeError"/> of themselves; 0 and 1 are exact, and
/// all 256 codes come back as they went. Both polynomials are minimax fits of the curved
/// part that are 1 at 1.
/// </summary>
internal static class SrgbCurve
{
    /// <summary>Largest error of an encoded value, absolute: less than a thousandth of an 8-bit step.</summary>
    public const float EncodeError = 2.5e-6f;

    /// <summary>Largest error of a linear value, relative.</summary>
    public const float DecodeError = 3e-6f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ToLinear<T>(T x)
        where T : struct, ILanes<T>
    {
        // t is 1 where x is. t^2.4 is t² times the 0.8th power of its root, which seven terms follow closely.
        T one = T.All(1f);
        T t = one + ((x - one) * T.All(1f / 1.055f));
        T root = T.Root(t);
        T sum = T.All(0.15120530783199082f);
        sum = (sum * root) + T.All(-0.6447939187242643f);
        sum = (sum * root) + T.All(1.1777314485481039f);
        sum = (sum * root) + T.All(-1.221190295153496f);
        sum = (sum * root) + T.All(0.8261748323725215f);
        sum = (sum * root) + T.All(-0.4613200961608429f);
        sum = (sum * root) + T.All(0.9722463600134106f);
        T curve = t * t * (one + ((root - one) * sum));
        return T.AtMost(x, T.All(0.04045f), x * T.All(1f / 12.92f), curve);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ToEncoded<T>(T x)
        where T : struct, ILanes<T>
    {
        // x^(1/2.4) is nearly straight over the fourth root, so six terms are enough.
        T root = T.Root(T.Root(x));
        T sum = T.All(0.06624029528539808f);
        sum = (sum * root) + T.All(-0.24539402081985814f);
        sum = (sum * root) + T.All(0.40246264965906897f);
        sum = (sum * root) + T.All(-0.44396216881487716f);
        sum = (sum * root) + T.All(0.9195151517698587f);
        sum = (sum * root) + T.All(1.0595809778894139f);
        T one = T.All(1f);
        T curve = one + ((root - one) * sum);
        return T.AtMost(x, T.All(0.0031308f), x * T.All(12.92f), curve);
    }

    /// <summary>Premultiplied linear light to straight sRGB, clipped to 0–1; NaN becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ToStraight<T>(T pixel)
        where T : struct, ILanes<T>
    {
        T zero = T.All(0f);
        T one = T.All(1f);
        T alpha = T.Min(T.Max(pixel.Alpha, zero), one);
        // Where nothing covers there is no colour to name.
        T straight = T.AtMost(alpha, zero, zero, pixel / alpha);
        return T.WithAlpha(ToEncoded(T.Min(T.Max(straight, zero), one)), alpha);
    }

    /// <summary>Straight 8-bit sRGB to premultiplied linear light.</summary>
    public static void Decode(ReadOnlySpan<byte> rgba, Span<float> pixels)
    {
        int done = DecodeBlocks.IsSupported ? DecodeBlocks.Srgb.Run(rgba, pixels) * PixelBuffer.Channels : 0;
        rgba = rgba[done..];
        pixels = pixels[done..];
        LaneLoop.Run(new DecodeKernel(rgba, pixels), Math.Min(rgba.Length, pixels.Length) / PixelBuffer.Channels);
    }

    /// <summary>Premultiplied linear light to the nearest straight 8-bit sRGB; clipped to 0–1, NaN becomes 0.</summary>
    public static void Encode(ReadOnlySpan<float> pixels, Span<byte> rgba) =>
        LaneLoop.Run(new EncodeKernel(pixels, rgba), Math.Min(rgba.Length, pixels.Length) / PixelBuffer.Channels);
}
