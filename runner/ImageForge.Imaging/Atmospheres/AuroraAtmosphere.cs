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
        LinearColor violet = LinearColor.Parse("#a64dff").Scale(1.0f);
        LinearColor green = LinearColor.Parse("#2bff9a").Scale(1.15f);
        int curtains = 1 + (int)(intensity * 2.9f);
        for (int i = 0; i < curtains; i++)
        {
            uint seed = dice.Fork(i).Seed;
            float hem = ground * (0.34f + (0.19f * i));
            float tall = ground * (0.42f + (0.06f * i));
            // The colour changes along the curtain's height, so violet must lie above its hem.
            LinearColor low = green.Mix(violet, -0.1f + (0.2f * i));
            SoftField.Paint(
                set,
                4.5f,
                violet.WithAlpha(0.85f),
                low.WithAlpha(0.85f),
                (x, y) =>
                {
                    float fold = (ValueNoise.Fractal(seed, x / 300f, 0.3f, 2) * 105f) + (ValueNoise.At(seed + 1, x / 70f, 0.7f) * 16f);
                    float above = (hem + fold - y) / tall;
                    if (above is <= -0.06f or >= 1f)
                    {
                        return 0f;
                    }

                    float rise = above < 0f ? 1f + (above / 0.06f) : (1f - above) * (1f - above);
                    float ray = 0.55f + (0.45f * ValueNoise.At(seed + 2, (x + (fold * 0.7f)) / 15f, 0.1f));
                    return rise * ray * (0.55f + (0.35f * intensity));
                }
            );
        }
    }
}
