using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Orange light from below, as of a large fire out of view, and embers in it.</summary>
internal sealed class FireGlowAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float height = set.Height / set.Unit;
        LinearColor red = LinearColor.Parse("#ff3a10");
        LinearColor orange = LinearColor.Parse("#ff8a1e");
        SoftField.Paint(
            set,
            11f,
            red.Scale(0.7f),
            orange.Scale(1.05f),
            (x, y) =>
            {
                float low = y / height;
                float tongue = ValueNoise.Fractal(seed, x / 120f, (y / 260f) + 2f, 3);
                float reach = low - 0.42f + (0.26f * intensity) + (0.22f * tongue);
                return reach <= 0f ? 0f : reach * reach * (1.1f + (0.9f * intensity));
            }
        );
        Particles.Embers(set, dice, Particles.Count(set, 50f + (210f * intensity)), 0.95f, Lift(intensity));
    }
}
