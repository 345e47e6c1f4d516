using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Lights out of focus: discs with a brighter rim, in warm colours, hung as garlands.</summary>
internal sealed class BokehAtmosphere : Atmosphere
{
    private static readonly LinearColor[] Colors =
    [
        LinearColor.Parse("#ffc94d"),
        LinearColor.Parse("#ff8b3d"),
        LinearColor.Parse("#ff4d6d"),
        LinearColor.Parse("#ffe9a8"),
        LinearColor.Parse("#5fe0c8"),
    ];

    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        int garlands = 1 + (int)(intensity * 2.9f);
        for (int g = 0; g < garlands; g++)
        {
            float y = context.Height * (0.04f + (0.11f * g));
            float sag = context.Height * dice.Range(0.06f, 0.12f);
            int lights = Math.Max(6, (int)(context.Width / ((54f + (14f * g)) * context.Unit)));
            for (int i = 0; i <= lights; i++)
            {
                float t = i / (float)lights;
                float hang = sag * (1f - (4f * (t - 0.5f) * (t - 0.5f)));
                Disc(
                    context,
                    dice,
                    t * context.Width,
                    y + hang + (dice.Range(-5f, 5f) * context.Unit),
                    dice.Range(8f, 17f) * context.Unit,
                    0.95f * Lift(intensity)
                );
            }
        }

        int loose = Particles.Count(context, 22f + (48f * intensity));
        for (int i = 0; i < loose; i++)
        {
            // More of them to the sides: the middle belongs to the scene.
            float side = dice.Next();
            float x = context.Width * (dice.Chance(0.5f) ? side * side * 0.5f : 1f - (side * side * 0.5f));
            Disc(
                context,
                dice,
                x,
                dice.Next() * context.Height,
                dice.Range(12f, 42f) * context.Unit,
                0.46f * Lift(intensity)
            );
        }
    }

    private static void Disc(DrawingContext context, Dice dice, float x, float y, float r, float strength)
    {
        LinearColor color = dice.Pick<LinearColor>(Colors).Scale(strength * dice.Range(0.6f, 1f));
        context.Canvas.Fill(new Outline().Circle(x, y, r), color.WithAlpha(0.55f));
        var rim = new Outline();
        rim.Circle(x, y, r);
        rim.Hole().Circle(x, y, r * 0.88f);
        context.Canvas.Fill(rim, color.Scale(1.25f).WithAlpha(0.6f));
        context.Canvas.Sheet.Glow(x, y, r * 2f, color.Scale(0.22f));
    }
}
