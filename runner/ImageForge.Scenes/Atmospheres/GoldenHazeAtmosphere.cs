using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Warm light that fills the air around the sun, with motes of dust in it.</summary>
internal sealed class GoldenHazeAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        var disc = SkyPainter.DiscPosition(context) / context.Unit;
        float reach = Math.Max(context.Width, context.Height) / context.Unit * 0.95f;
        LinearColor gold = LinearColor.Parse("#ffb648");
        SoftField.Paint(
            context,
            16f,
            gold,
            gold.Mix(LinearColor.Parse("#ff8a3c"), 0.5f),
            (x, y) =>
            {
                float dx = (x - disc.X) / reach;
                float dy = (y - disc.Y) / reach;
                float near = Math.Max(0f, 1f - MathF.Sqrt((dx * dx) + (dy * dy * 1.3f)));
                return (0.08f + (0.5f * near * near)) * (0.6f + (0.4f * intensity));
            }
        );
        int motes = Particles.Count(context, 90f * intensity);
        for (int i = 0; i < motes; i++)
        {
            float x = dice.Next() * context.Width;
            float y = dice.Next() * context.Height;
            context.Canvas.Sheet.Glow(x, y, dice.Range(2f, 7f) * context.Unit, gold.Scale(0.7f));
        }
    }
}
