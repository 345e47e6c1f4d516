using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Darkness from the edges and from above, with stars.</summary>
internal sealed class NightAtmosphere : Atmosphere
{
    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        float width = context.Width / context.Unit;
        float height = context.Height / context.Unit;
        LinearColor navy = LinearColor.Parse("#050a24");
        SoftField.Paint(
            context,
            14f,
            navy,
            navy.Scale(0.5f),
            (x, y) =>
            {
                float dx = (x / width * 2f) - 1f;
                float dy = (y / height * 2f) - 1.2f;
                float away = (dx * dx * 0.6f) + (dy * dy * 0.7f);
                return 0.54f + (away * 0.42f);
            }
        );
        int stars = Particles.Count(context, 40f + (190f * intensity));
        for (int i = 0; i < stars; i++)
        {
            float x = dice.Next() * context.Width;
            float y = dice.Next() * dice.Next() * context.Ground * 0.9f;
            float size = dice.Range(0.7f, 1.9f) * context.Unit;
            LinearColor light = new LinearColor(1.3f, 1.35f, 1.6f).Scale(Lift(intensity));
            var star = new Outline();
            if (dice.Chance(0.14f))
            {
                float s = size * 3.4f;
                float w = s * 0.14f;
                star.Polygon(
                    x,
                    y - s,
                    x + w,
                    y - w,
                    x + s,
                    y,
                    x + w,
                    y + w,
                    x,
                    y + s,
                    x - w,
                    y + w,
                    x - s,
                    y,
                    x - w,
                    y - w
                );
            }
            else
            {
                star.Circle(x, y, size);
            }

            context.Canvas.Fill(star, light.WithAlpha(dice.Range(0.45f, 1f)));
        }
    }
}
