using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Shafts of light from the upper left.</summary>
internal sealed class SunbeamAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float width = context.Width / context.Unit;
        float height = context.Height / context.Unit;
        var origin = new Vector2(width * dice.Range(0.02f, 0.22f), -height * 0.22f);
        LinearColor gold = context.Palette.Disc.Mix(LinearColor.Parse("#ffd98a"), 0.6f);
        SoftField.Paint(
            context,
            5f,
            gold.Scale(1.1f * Lift(intensity)),
            gold.Scale(0.7f * Lift(intensity)),
            (x, y) =>
            {
                float slope = (x - origin.X) / (y - origin.Y);
                float broad = ValueNoise.At(seed, slope * 5.2f, 0.4f);
                // Where shafts run almost level they would be finer than the lattice.
                float steep = Math.Clamp(1.75f - (Math.Abs(slope) * 0.5f), 0f, 1f);
                float fine = ValueNoise.At(seed + 1, slope * 15f, 0.8f);
                float beam = Math.Clamp((broad * 1.35f) + (fine * 0.4f) - 0.08f, 0f, 1f);
                float away = 1f - Math.Clamp((y - (origin.Y * 0.5f)) / (height * 1.12f), 0f, 1f);
                return beam * steep * away * (0.55f + (0.3f * intensity));
            }
        );
    }
}
