using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
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

/// <summary>Small things in the air.</summary>
internal static class Particles
{
    /// <summary>How many of something there are for each so-many in a 1024×768 picture.</summary>
    public static int Count(DrawingContext context, float per) =>
        (int)(per * context.Width * context.Height / (context.Unit * context.Unit) / (1024f * 768f));

    /// <summary>Glowing specks that rise: dense below, thinning upwards.</summary>
    public static void Embers(DrawingContext context, Dice dice, int count, float reach, float gain)
    {
        var hot = new LinearColor(2.6f, 0.95f, 0.2f);
        var cool = new LinearColor(1.5f, 0.25f, 0.04f);
        for (int i = 0; i < count; i++)
        {
            float height = dice.Next() * dice.Next();
            float x = dice.Next() * context.Width;
            float y = context.Height * (1f - (height * reach));
            float size = dice.Range(0.9f, 3f) * context.Unit * (1.2f - (0.6f * height));
            LinearColor color = hot.Mix(cool, height).Scale(gain);
            var ember = new Outline();
            float lean = dice.Range(-1f, 1f) * size;
            ember.Polygon(x - size, y, x + lean, y - (size * 1.8f), x + size, y, x - lean, y + (size * 1.2f));
            context.Canvas.Fill(ember, color.WithAlpha(0.9f));
            context.Canvas.Sheet.Glow(x, y, size * 6f, color.Scale(0.16f));
        }
    }
}
