using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

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
