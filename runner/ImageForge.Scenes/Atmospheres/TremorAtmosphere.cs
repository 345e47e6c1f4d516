using System.Buffers;
using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>The picture shakes: ghosts to both sides, cracks in the road, dust along the ground.</summary>
internal sealed class TremorAtmosphere : Atmosphere
{
    public override void Disturb(DrawingContext context, float strength, Dice dice)
    {
        PixelBuffer picture = context.Canvas.Picture;
        int shift = Math.Max(1, (int)(17f * context.Unit * strength));
        context.Canvas.Rows.For(
            0,
            picture.Height,
            (from, to) =>
            {
                Vector4[] copy = ArrayPool<Vector4>.Shared.Rent(picture.Width);
                for (int y = from; y < to; y++)
                {
                    Span<Vector4> row = picture.Pixels(y);
                    row.CopyTo(copy);
                    for (int x = 0; x < row.Length; x++)
                    {
                        Vector4 left = copy[Math.Max(0, x - shift)];
                        Vector4 right = copy[Math.Min(row.Length - 1, x + shift)];
                        row[x] = (copy[x] * 0.52f) + (left * 0.3f) + (right * 0.18f);
                    }
                }

                ArrayPool<Vector4>.Shared.Return(copy);
            }
        );
    }

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        int cracks = 2 + (int)(4 * intensity);
        for (int i = 0; i < cracks; i++)
        {
            Crack(context, dice, context.Width * ((i + dice.Range(0.2f, 0.8f)) / cracks), intensity);
        }

        uint seed = dice.Seed;
        float ground = context.Ground / context.Unit;
        LinearColor dust = LinearColor.Parse("#b8a48c").Mix(context.Palette.Horizon, 0.3f).Scale(Lift(intensity));
        SoftField.Paint(
            context,
            11f,
            dust,
            dust.Scale(0.85f),
            (x, y) =>
            {
                float band = 1f - (Math.Abs(y - ground) / (ground * 0.34f));
                float puff = ValueNoise.Fractal(seed, x / 110f, y / 80f, 4);
                return Math.Max(0f, band) * (0.42f + (0.75f * puff)) * (0.6f + (0.7f * intensity));
            }
        );
    }

    private static void Crack(DrawingContext context, Dice dice, float x, float intensity)
    {
        float y = context.Ground + (6f * context.Unit);
        float width = (3f + (9f * intensity)) * context.Unit;
        var crack = new Outline();
        var rim = new Outline();
        while (y < context.Height)
        {
            float ny = y + (dice.Range(14f, 30f) * context.Unit);
            float nx = x + (dice.Range(-26f, 26f) * context.Unit);
            float grow = 0.5f + (y / context.Height);
            rim.Polygon(
                x - (width * grow),
                y,
                x + (width * grow),
                y,
                nx + (width * grow * 1.2f),
                ny,
                nx - (width * grow * 1.2f),
                ny
            );
            crack.Polygon(
                x - (width * grow * 0.6f),
                y,
                x + (width * grow * 0.6f),
                y,
                nx + (width * grow * 0.7f),
                ny,
                nx - (width * grow * 0.7f),
                ny
            );
            x = nx;
            y = ny;
        }

        context.Canvas.Fill(rim, context.Palette.Horizon.Mix(context.Palette.Ground, 0.5f).WithAlpha(0.5f));
        context.Canvas.Fill(crack, context.Palette.Dark.Scale(0.4f));
    }
}
