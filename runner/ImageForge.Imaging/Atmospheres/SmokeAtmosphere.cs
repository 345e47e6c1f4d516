using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Dark smoke that rises in columns and spreads under the sky.</summary>
internal sealed class SmokeAtmosphere : Atmosphere
{
    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float height = set.Height / set.Unit;
        float width = set.Width / set.Unit;
        float source = dice.Range(0.3f, 0.7f) * width;
        var soot = new LinearColor(0.045f, 0.04f, 0.045f);
        SoftField.Paint(
            set,
            10f,
            soot.Mix(set.Palette.Cloud, 0.10f),
            soot.Mix(new LinearColor(0.5f, 0.16f, 0.04f), 0.22f),
            (x, y) =>
            {
                float rise = 1f - (y / height);
                float warp = ValueNoise.Fractal(seed, x / 210f, (y / 210f) + 3f, 2) * 90f;
                float column =
                    Math.Abs(x + warp - source - (rise * rise * width * 0.16f))
                    / (width * (0.11f + (0.46f * rise * rise)));
                float body = Math.Max(0f, 1.1f - column);
                float billow = ValueNoise.Fractal(seed + 5, (x + warp) / 120f, (y + (warp * 0.6f)) / 105f, 4);
                float ceiling = Math.Clamp((rise - 0.55f) * 2.2f, 0f, 1f);
                return ((body * 0.95f) + (ceiling * 0.55f)) * (0.85f + (0.85f * billow)) * (1.0f + (0.35f * intensity));
            }
        );
    }
}
