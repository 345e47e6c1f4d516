using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

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
