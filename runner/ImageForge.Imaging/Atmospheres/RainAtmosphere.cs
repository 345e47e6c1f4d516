using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Slanted streaks at three distances, and splashes where they land.</summary>
internal sealed class RainAtmosphere(float weight) : Atmosphere
{
    public override float Wetness => 0.45f + (0.55f * weight);

    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        float slant = dice.Range(0.14f, 0.24f);
        float force = intensity * weight;
        float area = set.Width * set.Height / (set.Unit * set.Unit) / (1024f * 768f);
        LinearColor water = set.Palette.Cloud.Mix(new LinearColor(0.85f, 0.92f, 1f), 0.6f);
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
            float length = (16f + (20f * layer * layer)) * set.Unit * (0.4f + (0.3f * weight) + (0.6f * force));
            float width = (0.75f + (0.45f * weight) + (0.8f * layer * weight)) * set.Unit;
            for (int i = 0; i < count; i++)
            {
                float x = dice.Range(-0.1f, 1.1f) * set.Width;
                float y = dice.Range(-0.05f, 1f) * set.Height;
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
                set.Stage.Fill(streak, bright.WithAlpha(dice.Range(0.45f, 0.95f)));
            }
        }

        Veil(set, dice, intensity, water);
        Splashes(set, force, dice, water, area);
    }

    // Rain too far away to see as drops greys the distance in slanted sheets.
    private void Veil(StageSet set, Dice dice, float intensity, LinearColor water)
    {
        uint seed = dice.Fork("veil").Seed;
        float ground = set.Ground / set.Unit;
        SoftField.Paint(
            set,
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

    private static void Splashes(StageSet set, float intensity, Dice dice, LinearColor water, float area)
    {
        int count = (int)(area * 120f + (170f * intensity));
        for (int i = 0; i < count; i++)
        {
            float depth = dice.Next();
            float y = set.Ground + ((set.Height - set.Ground) * (0.05f + (0.95f * depth)));
            float x = dice.Next() * set.Width;
            float r = (2f + (5f * depth)) * set.Unit;
            var ring = new Outline();
            ring.Ellipse(x, y, r, r * 0.34f);
            ring.Hole().Ellipse(x, y, r * 0.78f, r * 0.22f);
            set.Stage.Fill(ring, water.WithAlpha(0.5f));
        }
    }
}
