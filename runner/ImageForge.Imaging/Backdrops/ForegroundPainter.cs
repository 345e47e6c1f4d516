using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>The nearest plane: dark leaves that frame the view from two corners.</summary>
internal static class ForegroundPainter
{
    public static void Paint(StageSet set)
    {
        Dice dice = set.Dice.Fork("foreground");
        LinearColor paper = set.Palette.Dark;
        bool right = dice.Chance(0.5f);
        Branch(set, dice, right ? set.Width * 1.02f : -set.Width * 0.02f, -6f, right ? 2.55f : 0.6f, paper);
        Bush(set, dice, right ? -0.02f : 1.02f, paper);
        Bush(set, dice, right ? 1.03f : -0.03f, paper, 0.7f);
        set.Stage.Lay(
            new CutStyle
            {
                Depth = 20f * set.Unit,
                Shadow = set.Palette.Shadow * 0.8f,
                Edge = 0.9f,
                Fibre = 0.08f,
            }
        );
    }

    private static void Branch(StageSet set, Dice dice, float x, float y, float angle, LinearColor paper)
    {
        float length = 250f * set.Unit;
        float step = 13f * set.Unit;
        var stem = new Outline();
        for (float at = 0f; at < length; at += step)
        {
            float bend = angle + (StableMath.Sin(at / length * 2.4f) * 0.35f);
            float nx = x + (StableMath.Cos(bend) * step);
            float ny = y + (StableMath.Sin(bend) * step);
            stem.Stroke(Math.Max(1.2f, 5f * (1f - (at / length))) * set.Unit, x, y, nx, ny);
            float size = dice.Range(26f, 42f) * set.Unit * (1.1f - (0.5f * at / length));
            Leaf(set, nx, ny, bend + dice.Range(0.5f, 1.1f), size, StageSet.Vary(paper, dice, 0.3f));
            Leaf(set, nx, ny, bend - dice.Range(0.5f, 1.1f), size, StageSet.Vary(paper, dice, 0.3f));
            x = nx;
            y = ny;
        }

        set.Stage.Fill(stem, paper);
    }

    private static void Bush(StageSet set, Dice dice, float at, LinearColor paper, float scale = 1f)
    {
        float x = at * set.Width;
        float y = set.Height + (10f * set.Unit);
        for (int i = 0; i < 13; i++)
        {
            float spread = ((i / 12f) - 0.5f) * 2.1f;
            float size = dice.Range(80f, 135f) * set.Unit * scale * (1f - (0.3f * Math.Abs(spread)));
            Leaf(
                set,
                x + (spread * 30f * set.Unit),
                y,
                -1.5708f + (spread * 0.75f),
                size,
                StageSet.Vary(paper, dice, 0.35f)
            );
        }
    }

    private static void Leaf(StageSet set, float x, float y, float angle, float length, LinearColor paper)
    {
        var turn = Matrix3x2.CreateScale(length);
        var rotation = new Matrix3x2(
            StableMath.Cos(angle),
            StableMath.Sin(angle),
            -StableMath.Sin(angle),
            StableMath.Cos(angle),
            x,
            y
        );
        var leaf = new Outline(turn * rotation);
        leaf.Move(0f, 0f).Cubic(0.2f, -0.22f, 0.65f, -0.2f, 1f, 0f).Cubic(0.65f, 0.16f, 0.25f, 0.2f, 0f, 0f).Close();
        set.Stage.Fill(leaf, paper);
    }
}
