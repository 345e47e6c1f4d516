using System.Buffers;
using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Air that shimmers over the ground, and a warm lift over everything.</summary>
internal sealed class HeatAtmosphere : Atmosphere
{
    public override void Disturb(DrawingContext context, float strength, Dice dice)
    {
        PixelBuffer picture = context.Canvas.Picture;
        uint seed = dice.Fork("shimmer").Seed;
        int from = Math.Clamp((int)(context.Ground * 0.45f), 0, picture.Height);
        context.Canvas.Rows.For(
            from,
            picture.Height,
            (top, bottom) =>
            {
                Vector4[] copy = ArrayPool<Vector4>.Shared.Rent(picture.Width);
                for (int y = top; y < bottom; y++)
                {
                    Shimmer(context, picture.Pixels(y), copy, seed, y, strength);
                }

                ArrayPool<Vector4>.Shared.Return(copy);
            }
        );
    }

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float height = context.Height / context.Unit;
        LinearColor warm = LinearColor.Parse("#ff5a1c");
        SoftField.Paint(
            context,
            12f,
            LinearColor.Parse("#ffc04a"),
            warm,
            (x, y) =>
            {
                float low = y / height;
                float wave = ValueNoise.Fractal(seed, x / 170f, y / 34f, 2);
                return (0.16f + (0.3f * low * low) + (0.34f * Math.Max(0f, wave) * low))
                    * (0.75f + (0.25f * intensity));
            }
        );
    }

    private static void Shimmer(
        DrawingContext context,
        Span<Vector4> row,
        Vector4[] copy,
        uint seed,
        int y,
        float strength
    )
    {
        row.CopyTo(copy);
        float v = y / (17f * context.Unit);
        // Enough to shimmer, not so much that what is drawn falls apart.
        float amplitude = 3.6f * context.Unit * strength;
        float cell = 90f * context.Unit;
        int step = Math.Max(8, (int)cell / 4);
        float left = ValueNoise.At(seed, 0f, v);
        for (int x = 0; x < row.Length; x += step)
        {
            float right = ValueNoise.At(seed, (x + step) / cell, v);
            float slope = (right - left) * amplitude / step;
            float shift = left * amplitude;
            int end = Math.Min(step, row.Length - x);
            for (int k = 0; k < end; k++)
            {
                float at = Math.Clamp(x + k + shift + (slope * k), 0f, row.Length - 1.001f);
                int i = (int)at;
                row[x + k] = copy[i] + ((copy[i + 1] - copy[i]) * (at - i));
            }

            left = right;
        }
    }
}
