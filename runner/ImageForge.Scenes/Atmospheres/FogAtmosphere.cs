using ImageForge.Imaging.Noise;
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
