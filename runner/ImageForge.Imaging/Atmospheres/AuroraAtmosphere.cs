using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Curtains of green light that end in violet.</summary>
internal sealed class AuroraAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.PlusLighter;

    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        float ground = set.Ground / set.Unit;
        LinearColor violet = LinearColor.Parse("#a64dff").Scale(Lift(intensity));
        LinearColor green = LinearColor.Parse("#2bff9a").Scale(1.15f * Lift(intensity));
        int curtains = 1 + (int)(intensity * 2.9f);
        for (int i = 0; i < curtains; i++)
        {
            uint seed = dice.Fork(i).Seed;
            float hem = ground * (0.32f + (0.14f * i));
            float tall = ground * (0.42f + (0.06f * i));
            LinearColor low = i == 1 ? green.Mix(LinearColor.Parse("#20d8ff").Scale(Lift(intensity)), 0.5f) : green;
            SoftField.Paint(set, 6f, low, low, (x, y) => Curtain(x, y, 0f, 0.72f));
            SoftField.Paint(set, 6f, violet, violet, (x, y) => Curtain(x, y, 0.3f, 1f) * 0.8f);

            // Light between two heights of the curtain, in rays that follow its folds.
            float Curtain(float x, float y, float from, float to)
            {
                if (y > ground * 1.25f)
                {
                    return 0f;
                }

                float fold =
                    (ValueNoise.Fractal(seed, x / 300f, 0.3f, 2) * 105f)
                    + (ValueNoise.At(seed + 1, x / 70f, 0.7f) * 16f);
                float t = (((hem + fold - y) / tall) - from) / (to - from);
                if (t is <= -0.06f or >= 1f)
                {
                    return 0f;
                }

                float rise = t < 0f ? 1f + (t / 0.06f) : (1f - t) * (1f - t);
                float foot = from > 0f ? Math.Clamp(t * 4f, 0f, 1f) : 1f;
                float ray = 0.55f + (0.45f * ValueNoise.At(seed + 2, (x + (fold * 0.7f)) / 15f, 0.1f));
                return rise * foot * ray * (0.75f + (0.15f * intensity));
            }
        }
    }
}
