using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>The nearest plane: a tree at one side whose branches hang into the view, leaves in both lower corners.</summary>
internal static class ForegroundPainter
{
    public static void Paint(DrawingContext context)
    {
        context.StandAt(0f);
        Dice dice = context.Dice.Fork("foreground");
        LinearColor paper = context.Palette.Dark.Mix(context.Palette.Near, 0.12f);
        bool right = dice.Chance(0.5f);
        (float From, float To)? empty = context.Arrangement.Empty;
        if (empty is { } gap)
        {
            right = gap.From <= 0f;
        }
        else if (context.Arrangement.Mirrored)
        {
            right = false;
        }

        float side = right ? context.Width : 0f;
        float inward = right ? -1f : 1f;
        for (int i = 0; i < 3; i++)
        {
            float angle = 0.25f + (0.42f * i) + dice.Range(-0.1f, 0.1f);
            float x = side + (inward * context.Unit * (8f + (40f * i)));
            Branch(context, dice, x, -4f, right ? MathF.PI - angle : angle, paper, 1f - (0.16f * i));
        }

        Lay(context, 16f);
        Trunk(context, side, inward, context.Palette.Dark);
        Lay(context, 20f);
        float other = context.Width - side;
        Bush(context, dice, side + (inward * context.Unit * 10f), paper.Scale(1.2f), 1f);
        Lay(context, 20f);
        if (empty is null)
        {
            Bush(context, dice, other + (inward * context.Unit * 6f), paper.Scale(1.2f), 1.15f);
            Lay(context, 20f);
        }

        Bush(context, dice, side + (inward * context.Unit * 46f), context.Palette.Dark, 0.62f);
        Lay(context, 14f);
        if (empty is null)
        {
            Bush(context, dice, other - (inward * context.Unit * 34f), context.Palette.Dark, 0.7f);
            Lay(context, 14f);
        }
    }

    private static void Lay(DrawingContext context, float depth) =>
        context.Canvas.Lay(context.Style(depth, 0.75f, 0.7f, 0.08f));

    private static void Trunk(DrawingContext context, float side, float inward, LinearColor paper)
    {
        float u = context.Unit * inward;
        float h = context.Height;
        var trunk = new Outline();
        trunk
            .Move(side - (30f * u), -10f)
            .Line(side + (30f * u), -10f)
            .Cubic(side + (6f * u), h * 0.2f, side + (16f * u), h * 0.6f, side + (15f * u), h * 0.82f)
            .Quad(side + (18f * u), h * 0.95f, side + (44f * u), h + 8f)
            .Line(side - (30f * u), h + 8f)
            .Close();
        context.Canvas.Cut(
            trunk,
            Ink.Gradient(paper.Scale(0.8f), paper.Scale(1.25f), new Vector2(side, 0), new Vector2(side + (34f * u), 0)),
            1.6f
        );
    }

    private static void Branch(
        DrawingContext context,
        Dice dice,
        float x,
        float y,
        float angle,
        LinearColor paper,
        float scale
    )
    {
        float length = 250f * context.Unit * scale;
        float step = 15f * context.Unit;
        float turn = angle > 1.5708f ? -1f : 1f;
        var stem = new Outline();
        for (float at = 0f; at < length; at += step)
        {
            float bend = angle + (turn * at / length * 0.55f);
            float nx = x + (StableMath.Cos(bend) * step);
            float ny = y + (StableMath.Sin(bend) * step);
            stem.Stroke(Math.Max(1.2f, 6f * (1f - (at / length))) * context.Unit, x, y, nx, ny);
            float size = dice.Range(30f, 52f) * context.Unit * (1.1f - (0.45f * at / length));
            Leaves.Leaf(context, nx, ny, bend + dice.Range(0.45f, 1.15f), size, DrawingContext.Vary(paper, dice, 0.4f));
            Leaves.Leaf(context, nx, ny, bend - dice.Range(0.45f, 1.15f), size, DrawingContext.Vary(paper, dice, 0.4f));
            x = nx;
            y = ny;
        }

        Leaves.Leaf(context, x, y, angle + (turn * 0.5f), 34f * context.Unit, paper);
        context.Canvas.Fill(stem, paper.Scale(0.8f));
    }

    private static void Bush(DrawingContext context, Dice dice, float x, LinearColor paper, float scale)
    {
        float y = context.Height + (12f * context.Unit);
        for (int i = 0; i < 17; i++)
        {
            float spread = ((i / 16f) - 0.5f) * 2.3f;
            float size = dice.Range(88f, 158f) * context.Unit * scale * (1f - (0.28f * Math.Abs(spread)));
            Leaves.Leaf(
                context,
                x + (spread * 44f * context.Unit * scale),
                y,
                -1.5708f + (spread * 0.72f),
                size,
                DrawingContext.Vary(paper, dice, 0.4f)
            );
        }
    }
}

/// <summary>Leaves of the foreground.</summary>
internal static class Leaves
{
    /// <summary>One leaf from its stalk on, drawn on the current sheet.</summary>
    public static void Leaf(DrawingContext context, float x, float y, float angle, float length, LinearColor paper)
    {
        float cos = StableMath.Cos(angle);
        float sin = StableMath.Sin(angle);
        var placement = new Matrix3x2(cos * length, sin * length, -sin * length, cos * length, x, y);
        var leaf = new Outline(placement);
        leaf.Move(0f, 0f).Cubic(0.2f, -0.2f, 0.65f, -0.19f, 1f, 0f).Cubic(0.65f, 0.15f, 0.25f, 0.18f, 0f, 0f).Close();
        context.Canvas.Fill(leaf, paper.Mix(context.SnowPaper, context.Snow * 0.4f));
    }
}
