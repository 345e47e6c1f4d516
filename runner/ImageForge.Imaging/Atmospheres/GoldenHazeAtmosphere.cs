using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Warm light that fills the air around the sun, with motes of dust in it.</summary>
internal sealed class GoldenHazeAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        var disc = SkyPainter.DiscPosition(set) / set.Unit;
        float reach = Math.Max(set.Width, set.Height) / set.Unit * 0.95f;
        LinearColor gold = LinearColor.Parse("#ffb648");
        SoftField.Paint(
            set,
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
        int motes = Particles.Count(set, 90f * intensity);
        for (int i = 0; i < motes; i++)
        {
            float x = dice.Next() * set.Width;
            float y = dice.Next() * set.Height;
            set.Stage.Sheet.Glow(x, y, dice.Range(2f, 7f) * set.Unit, gold.Scale(0.7f));
        }
    }
}
