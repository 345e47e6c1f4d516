using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Slanted streaks at three distances, and splashes where they land.</summary>
internal sealed class RainAtmosphere(float weight) : Atmosphere
{
    public override float Wetness => 0.45f + (0.55f * weight);

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        float slant = dice.Range(0.14f, 0.24f);
        float force = intensity * weight;
        float area = context.Width * context.Height / (context.Unit * context.Unit) / (1024f * 768f);
        LinearColor water = context.Palette.Cloud.Mix(new LinearColor(0.85f, 0.92f, 1f), 0.6f);
        LinearColor bright = water.Scale(Lift(intensity));
        for (int layer = 0; layer < 3; layer++)
        {
            int count = (int)(
                area
                * (330f + (380f * intensity))
                * (
                    layer == 0 ? 1.4f
                    : layer == 1 ? 0.8f
                    : 0.25f
                )
            );
            float length = (16f + (20f * layer * layer)) * context.Unit * (0.4f + (0.3f * weight) + (0.6f * force));
            float width = (0.75f + (0.45f * weight) + (0.8f * layer * weight)) * context.Unit;
            for (int i = 0; i < count; i++)
            {
                float x = dice.Range(-0.1f, 1.1f) * context.Width;
                float y = dice.Range(-0.05f, 1f) * context.Height;
                float l = length * dice.Range(0.6f, 1.3f);
                Outline streak = new Outline().Polygon(
                    x + (l * slant),
                    y - l,
                    x + (l * slant) + (width * 0.5f),
                    y - l,
                    x + width,
                    y,
                    x,
                    y
                );
                context.Canvas.Fill(streak, bright.WithAlpha(dice.Range(0.45f, 0.95f)));
            }
        }

        Veil(context, dice, intensity, water);
        Splashes(context, force, dice, water, area);
    }

    // Rain too far away to see as drops greys the distance in slanted sheets.
    private void Veil(DrawingContext context, Dice dice, float intensity, LinearColor water)
    {
        uint seed = dice.Fork("veil").Seed;
        float ground = context.Ground / context.Unit;
        SoftField.Paint(
            context,
            12f,
            water.WithAlpha(0.9f),
            water.WithAlpha(0.9f),
            (x, y) =>
            {
                float far = Math.Max(0f, 1f - (Math.Abs(y - (ground * 0.7f)) / (ground * 0.8f)));
                float sheet = ValueNoise.Fractal(seed, (x + (y * 0.2f)) / 46f, y / 420f, 2);
                return far * (0.10f + (0.07f * intensity) + (0.13f * sheet)) * (0.7f + (0.5f * (1f - weight)));
            }
        );
    }

    private static void Splashes(DrawingContext context, float intensity, Dice dice, LinearColor water, float area)
    {
        int count = (int)(area * 120f + (170f * intensity));
        for (int i = 0; i < count; i++)
        {
            float depth = dice.Next();
            float y = context.Ground + ((context.Height - context.Ground) * (0.05f + (0.95f * depth)));
            float x = dice.Next() * context.Width;
            float r = (2f + (5f * depth)) * context.Unit;
            var ring = new Outline();
            ring.Ellipse(x, y, r, r * 0.34f);
            ring.Hole().Ellipse(x, y, r * 0.78f, r * 0.22f);
            context.Canvas.Fill(ring, water.WithAlpha(0.5f));
        }
    }
}
