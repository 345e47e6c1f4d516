using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Orange light from below, as of a large fire out of view, and embers in it.</summary>
internal sealed class FireGlowAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float height = context.Height / context.Unit;
        LinearColor red = LinearColor.Parse("#ff3a10");
        LinearColor orange = LinearColor.Parse("#ff8a1e");
        SoftField.Paint(
            context,
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
        Particles.Embers(context, dice, Particles.Count(context, 50f + (210f * intensity)), 0.95f, Lift(intensity));
    }
}

/// <summary>Embers alone, high into the sky.</summary>
internal sealed class EmberAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice) =>
        Particles.Embers(
            context,
            dice,
            Particles.Count(context, 150f + (420f * intensity)),
            1.7f,
            1.1f * Lift(intensity)
        );
}
