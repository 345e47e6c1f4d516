using System.Numerics;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Blending;

/// <summary>
/// Lays a layer on a picture. Source-over and plus-lighter work in linear light; the others are defined on encoded
/// values and convert both ways.
/// </summary>
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

        rows.For(
            area.Top,
            area.Bottom,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    Span<Vector4> below = picture.Pixels(y)[area.Left..area.Right];
                    ReadOnlySpan<Vector4> above = layer.Pixels(y)[area.Left..area.Right];
                    switch (mode)
                    {
                        case BlendMode.SourceOver:
                            Over(below, above, opacity);
                            break;
                        case BlendMode.PlusLighter:
                            Add(below, above, opacity);
                            break;
                        case BlendMode.Multiply:
                        case BlendMode.Screen:
                        case BlendMode.SoftLight:
                            Encoded(below, above, opacity, mode);
                            break;
                        default:
                            throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown blend mode.");
                    }
                }
            }
        );
    }

    private static void Over(Span<Vector4> below, ReadOnlySpan<Vector4> above, float opacity)
    {
        for (int x = 0; x < below.Length; x++)
        {
            Vector4 source = above[x] * opacity;
            below[x] = source + (below[x] * (1f - source.W));
        }
    }

    private static void Add(Span<Vector4> below, ReadOnlySpan<Vector4> above, float opacity)
    {
        for (int x = 0; x < below.Length; x++)
        {
            Vector4 sum = below[x] + (above[x] * opacity);
            sum.W = MathF.Min(sum.W, 1f);
            below[x] = sum;
        }
    }

    private static void Encoded(Span<Vector4> below, ReadOnlySpan<Vector4> above, float opacity, BlendMode mode)
    {
        for (int x = 0; x < below.Length; x++)
        {
            Vector4 source = above[x];
            if (source.W <= 0f)
            {
                continue;
            }

            Vector4 backdrop = below[x];
            float sourceAlpha = MathF.Min(source.W, 1f);
            float backdropAlpha = MathF.Max(backdrop.W, 1e-6f);
            Vector4 straightSource = source / sourceAlpha;
            Vector4 straightBackdrop = backdrop / backdropAlpha;
            var mixed = new Vector4(
                Mix(straightBackdrop.X, straightSource.X, mode),
                Mix(straightBackdrop.Y, straightSource.Y, mode),
                Mix(straightBackdrop.Z, straightSource.Z, mode),
                0f
            );
            float alpha = sourceAlpha * opacity;
            Vector4 color = (straightSource * (1f - backdrop.W)) + (mixed * backdrop.W);
            Vector4 result = (color * alpha) + (backdrop * (1f - alpha));
            result.W = alpha + (backdrop.W * (1f - alpha));
            below[x] = result;
        }
    }

    /// <summary>B(backdrop, source) of the specification, in linear light at both ends.</summary>
    internal static float Mix(float backdrop, float source, BlendMode mode)
    {
        float b = Transfer.ToEncoded(backdrop);
        float s = Transfer.ToEncoded(source);
        float mixed = mode switch
        {
            BlendMode.Multiply => b * s,
            BlendMode.Screen => b + s - (b * s),
            _ => SoftLight(b, s),
        };
        float linear = Transfer.ToLinearFast(mixed);
        // Light above white has no encoded value: it keeps what it has over white, darkened as white would be.
        return backdrop > 1f ? linear * backdrop : linear;
    }

    private static float SoftLight(float b, float s)
    {
        if (s <= 0.5f)
        {
            return b - ((1f - (2f * s)) * b * (1f - b));
        }

        float d = b <= 0.25f ? ((((16f * b) - 12f) * b) + 4f) * b : MathF.Sqrt(b);
        return b + (((2f * s) - 1f) * (d - b));
    }
}
