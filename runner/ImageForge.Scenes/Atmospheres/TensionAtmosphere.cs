using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Edges close in dark, with red under them.</summary>
internal sealed class TensionAtmosphere : Atmosphere
{
    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float width = context.Width / context.Unit;
        float height = context.Height / context.Unit;
        LinearColor red = new LinearColor(0.30f, 0.012f, 0.016f).Scale(Lift(intensity));
        SoftField.Paint(
            context,
            12f,
            red.Scale(1.15f),
            red,
            (x, y) => Ring(x, y, 0.34f, 0.8f) * (0.5f + (0.3f * intensity))
        );
        SoftField.Paint(
            context,
            9f,
            new LinearColor(0.006f, 0.004f, 0.008f),
            new LinearColor(0.006f, 0.004f, 0.008f),
            (x, y) => Ring(x, y, 0.72f - (0.2f * intensity), 1.35f - (0.25f * intensity)) * 0.97f
        );

        float Ring(float x, float y, float from, float to)
        {
            float dx = (x / width * 2f) - 1f;
            float dy = (y / height * 2f) - 1f;
            float away = MathF.Sqrt((dx * dx) + (dy * dy)) + (0.10f * ValueNoise.Fractal(seed, x / 90f, y / 90f, 3));
            float t = Math.Clamp((away - from) / (to - from), 0f, 1f);
            return t * t * (3f - (2f * t));
        }
    }
}
