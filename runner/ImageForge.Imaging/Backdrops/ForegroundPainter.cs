using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>The nearest plane: a tree at one side whose branches hang into the view, leaves in both lower corners.</summary>
internal static class ForegroundPainter
{
    public static void Paint(StageSet set)
    {
        set.StandAt(0f);
        Dice dice = set.Dice.Fork("foreground");
        LinearColor paper = set.Palette.Dark.Mix(set.Palette.Near, 0.12f);
        bool right = dice.Chance(0.5f);
        (float From, float To)? empty = set.Arrangement.Empty;
        if (empty is { } gap)
        {
            right = gap.From <= 0f;
        }
        else if (set.Arrangement.Mirrored)
        {
            right = false;
        }

        float side = right ? set.Width : 0f;
        float inward = right ? -1f : 1f;
        for (int i = 0; i < 3; i++)
        {
            float angle = 0.25f + (0.42f * i) + dice.Range(-0.1f, 0.1f);
            float x = side + (inward * set.Unit * (8f + (40f * i)));
            Branch(set, dice, x, -4f, right ? MathF.PI - angle : angle, paper, 1f - (0.16f * i));
        }

        Lay(set, 16f);
        Trunk(set, side, inward, set.Palette.Dark);
        Lay(set, 20f);
        float other = set.Width - side;
        Bush(set, dice, side + (inward * set.Unit * 10f), paper.Scale(1.2f), 1f);
        Lay(set, 20f);
        if (empty is null)
        {
            Bush(set, dice, other + (inward * set.Unit * 6f), paper.Scale(1.2f), 1.15f);
            Lay(set, 20f);
        }

        Bush(set, dice, side + (inward * set.Unit * 46f), set.Palette.Dark, 0.62f);
        Lay(set, 14f);
        if (empty is null)
        {
            Bush(set, dice, other - (inward * set.Unit * 34f), set.Palette.Dark, 0.7f);
            Lay(set, 14f);
        }
    }

    private static void Lay(StageSet set, float depth) => set.Stage.Lay(set.Style(depth, 0.75f, 0.7f, 0.08f));

    private static void Trunk(StageSet set, float side, float inward, LinearColor paper)
    {
        float u = set.Unit * inward;
        float h = set.Height;
        var trunk = new Outline();
        trunk
            .Move(side - (30f * u), -10f)
            .Line(side + (30f * u), -10f)
            .Cubic(side + (6f * u), h * 0.2f, side + (16f * u), h * 0.6f, side + (15f * u), h * 0.82f)
            .Quad(side + (18f * u), h * 0.95f, side + (44f * u), h + 8f)
            .Line(side - (30f * u), h + 8f)
            .Close();
        set.Stage.Cut(
            trunk,
            Ink.Gradient(paper.Scale(0.8f), paper.Scale(1.25f), new Vector2(side, 0), new Vector2(side + (34f * u), 0)),
            1.6f
        );
    }

    private static void Branch(StageSet set, Dice dice, float x, float y, float angle, LinearColor paper, float scale)
    {
        float length = 250f * set.Unit * scale;
        float step = 15f * set.Unit;
        float turn = angle > 1.5708f ? -1f : 1f;
        var stem = new Outline();
        for (float at = 0f; at < length; at += step)
        {
            float bend = angle + (turn * at / length * 0.55f);
            float nx = x + (StableMath.Cos(bend) * step);
            float ny = y + (StableMath.Sin(bend) * step);
            stem.Stroke(Math.Max(1.2f, 6f * (1f - (at / length))) * set.Unit, x, y, nx, ny);
            float size = dice.Range(30f, 52f) * set.Unit * (1.1f - (0.45f * at / length));
            Leaves.Leaf(set, nx, ny, bend + dice.Range(0.45f, 1.15f), size, StageSet.Vary(paper, dice, 0.4f));
            Leaves.Leaf(set, nx, ny, bend - dice.Range(0.45f, 1.15f), size, StageSet.Vary(paper, dice, 0.4f));
            x = nx;
            y = ny;
        }

        Leaves.Leaf(set, x, y, angle + (turn * 0.5f), 34f * set.Unit, paper);
        set.Stage.Fill(stem, paper.Scale(0.8f));
    }

    private static void Bush(StageSet set, Dice dice, float x, LinearColor paper, float scale)
    {
        float y = set.Height + (12f * set.Unit);
        for (int i = 0; i < 17; i++)
        {
            float spread = ((i / 16f) - 0.5f) * 2.3f;
            float size = dice.Range(88f, 158f) * set.Unit * scale * (1f - (0.28f * Math.Abs(spread)));
            Leaves.Leaf(
                set,
                x + (spread * 44f * set.Unit * scale),
                y,
                -1.5708f + (spread * 0.72f),
                size,
                StageSet.Vary(paper, dice, 0.4f)
            );
        }
    }
}
