using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Slanted streaks at three distances, and splashes where they land.</summary>
internal sealed class RainAtmosphere : Atmosphere
{
    public override float Wetness => 1f;

    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        float slant = dice.Range(0.14f, 0.24f);
        float area = set.Width * set.Height / (set.Unit * set.Unit) / (1024f * 768f);
        LinearColor water = set.Palette.Cloud.Mix(new LinearColor(0.85f, 0.92f, 1f), 0.6f);
        for (int layer = 0; layer < 3; layer++)
        {
            int count = (int)(
                area
                * (140f + (360f * intensity))
                * (
                    layer == 0 ? 1.4f
                    : layer == 1 ? 0.8f
                    : 0.25f
                )
            );
            float length = (16f + (20f * layer * layer)) * set.Unit * (0.7f + (0.6f * intensity));
            float width = (0.9f + (0.55f * layer)) * set.Unit;
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
                set.Stage.Fill(streak, water.WithAlpha(dice.Range(0.25f, 0.6f) * (0.6f + (0.2f * layer))));
            }
        }

        Splashes(set, intensity, dice, water, area);
    }

    private static void Splashes(StageSet set, float intensity, Dice dice, LinearColor water, float area)
    {
        int count = (int)(area * 190f * intensity);
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
