using ImageForge.Imaging.Blending.Modes;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Blending;

/// <summary>Lays a run of premultiplied linear pixels on another of the same length.</summary>
internal static class RowBlender
{
    public static void Blend(Span<float> below, ReadOnlySpan<float> above, BlendMode mode, float opacity) =>
        Blend(below, above, mode, new EvenCover(opacity));

    /// <param name="below">What is laid on.</param>
    /// <param name="above">What is laid.</param>
    /// <param name="mode">How.</param>
    /// <param name="coverage">One value a pixel, 0–1: mask times opacity.</param>
    public static void Blend(
        Span<float> below,
        ReadOnlySpan<float> above,
        BlendMode mode,
        ReadOnlySpan<float> coverage
    ) => Blend(below, above, mode, new MaskCover(coverage));

    /// <summary>Covers with straight 8-bit sRGB, decoding on the way.</summary>
    public static void Over(Span<float> below, ReadOnlySpan<byte> above, float opacity) =>
        LaneLoop.Run(new OverSrgbKernel<EvenCover>(below, above, new EvenCover(opacity)), below.Length / 4);

    private static void Blend<TCover>(Span<float> below, ReadOnlySpan<float> above, BlendMode mode, TCover cover)
        where TCover : struct, ICover, allows ref struct
    {
        switch (mode)
        {
            case BlendMode.Normal:
                LaneLoop.Run(new OverKernel<TCover>(below, above, cover), below.Length / 4);
                break;
            case BlendMode.Add:
                LaneLoop.Run(new AddKernel<TCover>(below, above, cover), below.Length / 4);
                break;
            case BlendMode.Multiply:
                Mix<Multiply, TCover>(below, above, cover);
                break;
            case BlendMode.Screen:
                Mix<Screen, TCover>(below, above, cover);
                break;
            case BlendMode.SoftLight:
                Mix<SoftLight, TCover>(below, above, cover);
                break;
            case BlendMode.Overlay:
                Mix<Modes.Overlay, TCover>(below, above, cover);
                break;
            case BlendMode.HardLight:
                Mix<HardLight, TCover>(below, above, cover);
                break;
            case BlendMode.ColorDodge:
                Mix<ColorDodge, TCover>(below, above, cover);
                break;
            case BlendMode.ColorBurn:
                Mix<ColorBurn, TCover>(below, above, cover);
                break;
            case BlendMode.Darken:
                Mix<Darken, TCover>(below, above, cover);
                break;
            case BlendMode.Lighten:
                Mix<Lighten, TCover>(below, above, cover);
                break;
            case BlendMode.Difference:
                Mix<Difference, TCover>(below, above, cover);
                break;
            case BlendMode.Exclusion:
                Mix<Exclusion, TCover>(below, above, cover);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown blend mode.");
        }
    }

    private static void Mix<TFunction, TCover>(Span<float> below, ReadOnlySpan<float> above, TCover cover)
        where TFunction : struct, IBlendFunction
        where TCover : struct, ICover, allows ref struct =>
        LaneLoop.Run(new MixKernel<TFunction, TCover>(below, above, cover), below.Length / 4);
}

/// <summary>Lays a layer of the picture's own size on it.</summary>
internal static class Blender
{
    public static void Blend(
        PixelBuffer picture,
        PixelBuffer layer,
        PixelArea area,
        BlendMode mode,
        float opacity,
        RowParallel rows
    )
    {
        if (area.IsEmpty || opacity <= 0f)
        {
            return;
        }

        int start = area.Left * PixelBuffer.Channels;
        int length = (area.Right - area.Left) * PixelBuffer.Channels;
        rows.For(
            area.Top,
            area.Bottom,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    RowBlender.Blend(
                        picture.Row(y).Slice(start, length),
                        layer.Row(y).Slice(start, length),
                        mode,
                        opacity
                    );
                }
            }
        );
    }
}
