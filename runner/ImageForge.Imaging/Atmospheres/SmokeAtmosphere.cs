using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Dark smoke that rises in columns, spreads under the sky, and catches light on the left of its billows.</summary>
internal sealed class SmokeAtmosphere : Atmosphere
{
    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float height = set.Height / set.Unit;
        float width = set.Width / set.Unit;
        float[] sources = new float[1 + (int)(intensity * 2.4f)];
        for (int i = 0; i < sources.Length; i++)
        {
            sources[i] = (i + dice.Range(0.25f, 0.75f)) / sources.Length * width;
        }

        var soot = new LinearColor(0.022f, 0.02f, 0.026f);
        SoftField.Paint(
            set,
            9f,
            soot.Mix(set.Palette.Cloud, 0.08f),
            soot.Mix(new LinearColor(0.55f, 0.16f, 0.03f), 0.3f),
            (x, y) => Density(x, y)
        );
        LinearColor lit = set.Palette.Cloud.Mix(set.Palette.Horizon, 0.4f).Scale(0.75f);
        SoftField.Paint(
            set,
            9f,
            lit,
            lit.Mix(new LinearColor(1f, 0.35f, 0.08f), 0.5f),
            (x, y) =>
            {
                float here = Density(x, y);
                return here < 0.3f ? 0f : Math.Max(0f, Billow(x, y) - Billow(x - 17f, y - 15f) - 0.06f) * here * 1.15f;
            }
        );

        float Warp(float x, float y) => ValueNoise.Fractal(seed, x / 210f, (y / 210f) + 3f, 2) * 90f;

        float Billow(float x, float y)
        {
            float warp = Warp(x, y);
            return ValueNoise.Fractal(seed + 5, (x + warp) / 95f, (y + (warp * 0.6f)) / 88f, 4);
        }

        float Density(float x, float y)
        {
            float rise = 1f - (y / height);
            float warp = Warp(x, y);
            float body = 0f;
            foreach (float source in sources)
            {
                float column =
                    Math.Abs(x + warp - source - (rise * rise * width * 0.16f))
                    / (Math.Min(width, height * 1.4f) * (0.09f + (0.4f * rise * rise)));
                body = Math.Max(body, 1.1f - column);
            }

            float ceiling = Math.Clamp((rise - 0.5f) * 2.2f, 0f, 1f);
            float amount = ((body * 0.95f) + (ceiling * 0.75f)) * (0.9f + (0.9f * Billow(x, y)));
            return Math.Clamp(amount * 1.35f, 0f, 0.97f);
        }
    }
}
