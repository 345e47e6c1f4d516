using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Coloured paper, or petals, falling: small far away, large and few near.</summary>
internal sealed class ConfettiAtmosphere(bool petals) : Atmosphere
{
    private static readonly LinearColor[] Papers =
    [
        LinearColor.Parse("#ff4d5e"),
        LinearColor.Parse("#ffc531"),
        LinearColor.Parse("#2fb8a6"),
        LinearColor.Parse("#4a7dff"),
        LinearColor.Parse("#ff8fd0"),
        LinearColor.Parse("#f7f3e8"),
    ];

    private static readonly LinearColor[] Blossoms =
    [
        LinearColor.Parse("#ffc2d4"),
        LinearColor.Parse("#ff9dbb"),
        LinearColor.Parse("#ffe3ea"),
    ];

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        for (int layer = 0; layer < 3; layer++)
        {
            float per =
                (
                    layer switch
                    {
                        0 => 380f,
                        1 => 240f,
                        _ => 44f,
                    }
                ) * (0.35f + (0.65f * intensity));
            int count = Particles.Count(context, per * (petals ? 0.7f : 1f));
            float size =
                (
                    layer switch
                    {
                        0 => 7f,
                        1 => 12f,
                        _ => 21f,
                    }
                )
                * context.Unit
                * (petals ? 1.3f : 1f);
            for (int i = 0; i < count; i++)
            {
                Piece(context, dice, size * dice.Range(0.7f, 1.25f), Lift(intensity));
            }
        }
    }

    private void Piece(DrawingContext context, Dice dice, float size, float lift)
    {
        float x = dice.Next() * context.Width;
        float y = dice.Next() * context.Height;
        float angle = dice.Range(0f, 6.2832f);
        float flat = dice.Range(0.25f, 1f);
        float cos = StableMath.Cos(angle) * size;
        float sin = StableMath.Sin(angle) * size;
        var piece = new Outline(new Matrix3x2(cos, sin, -sin * flat, cos * flat, x, y));
        LinearColor paper = dice.Pick<LinearColor>(petals ? Blossoms : Papers).Scale((0.65f + (0.4f * flat)) * lift);
        if (petals)
        {
            piece
                .Move(-0.8f, 0f)
                .Cubic(-0.5f, -0.7f, 0.4f, -0.75f, 0.9f, -0.12f)
                .Quad(0.72f, 0f, 0.9f, 0.12f)
                .Cubic(0.4f, 0.75f, -0.5f, 0.7f, -0.8f, 0f)
                .Close();
        }
        else if (dice.Chance(0.2f))
        {
            piece
                .Move(-1.3f, -0.2f)
                .Cubic(-0.6f, -1.1f, 0f, 0.9f, 0.6f, -0.1f)
                .Quad(0.9f, -0.5f, 1.3f, 0f)
                .Line(1.2f, 0.35f)
                .Quad(0.9f, -0.1f, 0.7f, 0.25f)
                .Cubic(0f, 1.3f, -0.6f, -0.7f, -1.2f, 0.15f)
                .Close();
        }
        else
        {
            piece.Rect(-0.75f, -0.5f, 1.5f, 1f);
        }

        context.Canvas.Fill(piece, paper.WithAlpha(0.96f));
    }
}
