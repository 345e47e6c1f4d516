using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Banks of fog, densest where the city is far, with clear air between them.</summary>
internal sealed class FogAtmosphere : Atmosphere
{
    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float ground = context.Ground / context.Unit;
        LinearColor fog = context
            .Palette.Horizon.Mix(context.Palette.Cloud, 0.5f)
            .Mix(new LinearColor(0.8f, 0.84f, 0.88f), 0.25f);
        SoftField.Paint(
            context,
            13f,
            fog.WithAlpha(0.96f),
            fog.Scale(0.92f).WithAlpha(0.96f),
            (x, y) =>
            {
                float far = 1f - Math.Min(1f, Math.Abs(y - (ground * 0.78f)) / (ground * 0.62f));
                float low = Math.Clamp((y - ground) / (ground * 0.55f), 0f, 1f) * 0.42f;
                float bank = ValueNoise.Fractal(seed, x / 340f, y / 92f, 3);
                return ((0.72f + (0.34f * intensity)) * ((far * 0.95f) + low)) + (bank * 0.5f * (0.3f + (0.7f * far)));
            }
        );
    }
}

/// <summary>A wall of ochre dust with grains that fly sideways.</summary>
internal sealed class SandstormAtmosphere : Atmosphere
{
    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float height = context.Height / context.Unit;
        LinearColor sand = LinearColor.Parse("#d8913f");
        SoftField.Paint(
            context,
            11f,
            sand.Scale(1.12f),
            sand.Scale(0.68f),
            (x, y) =>
            {
                float gust = ValueNoise.Fractal(seed, (x + (y * 0.35f)) / 420f, (y - (x * 0.1f)) / 62f, 4);
                float low = y / height;
                return (0.5f + (0.2f * intensity)) * (0.72f + (0.5f * low) + (0.75f * gust));
            }
        );
        int grains = Particles.Count(context, 380f * (0.5f + intensity));
        for (int i = 0; i < grains; i++)
        {
            float x = dice.Next() * context.Width;
            float y = context.Height * (1f - (dice.Next() * MathF.Sqrt(dice.Next())));
            float length = dice.Range(6f, 34f) * context.Unit;
            float tall = dice.Range(0.8f, 1.9f) * context.Unit;
            var grain = new Outline();
            grain.Polygon(x, y, x + length, y - (length * 0.07f), x + length, y - (length * 0.07f) + tall);
            context.Canvas.Fill(grain, sand.Scale(dice.Chance(0.5f) ? 1.5f : 0.5f).WithAlpha(dice.Range(0.35f, 0.8f)));
        }
    }
}

/// <summary>Warm light that fills the air around the sun, with motes of dust in it.</summary>
internal sealed class GoldenHazeAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        var disc = SkyPainter.DiscPosition(context) / context.Unit;
        float reach = Math.Max(context.Width, context.Height) / context.Unit * 0.95f;
        LinearColor gold = LinearColor.Parse("#ffb648");
        SoftField.Paint(
            context,
            16f,
            gold,
            gold.Mix(LinearColor.Parse("#ff8a3c"), 0.5f),
            (x, y) =>
            {
                float dx = (x - disc.X) / reach;
                float dy = (y - disc.Y) / reach;
                float near = Math.Max(0f, 1f - MathF.Sqrt((dx * dx) + (dy * dy * 1.3f)));
                return (0.08f + (0.5f * near * near)) * (0.6f + (0.4f * intensity));
            }
        );
        int motes = Particles.Count(context, 90f * intensity);
        for (int i = 0; i < motes; i++)
        {
            float x = dice.Next() * context.Width;
            float y = dice.Next() * context.Height;
            context.Canvas.Sheet.Glow(x, y, dice.Range(2f, 7f) * context.Unit, gold.Scale(0.7f));
        }
    }
}
