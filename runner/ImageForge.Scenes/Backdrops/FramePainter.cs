using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>A frame of dark paper all around: a stone arch, a window, or foliage. The seed chooses.</summary>
internal static class FramePainter
{
    public static void Paint(DrawingContext context)
    {
        context.StandAt(0f);
        switch (context.Dice.Fork("frame").Index(3))
        {
            case 0:
                Arch(context);
                break;
            case 1:
                Window(context);
                break;
            default:
                Foliage(context);
                break;
        }
    }

    private static void Arch(DrawingContext context)
    {
        float w = context.Width;
        float h = context.Height;
        float u = context.Unit;
        LinearColor stone = context.Palette.Dark.Mix(context.Palette.Near, 0.22f);
        // Two rings, the farther one lighter and a little smaller inside.
        for (int ring = 0; ring < 2; ring++)
        {
            float side = w * (ring == 0 ? 0.115f : 0.07f);
            float foot = h * (ring == 0 ? 0.93f : 0.965f);
            float top = h * (ring == 0 ? 0.075f : 0.04f);
            float spring = h * 0.42f;
            var wall = new Outline();
            wall.Rect(-12f, -12f, w + 24f, h + 24f).Hole();
            wall.Move(side, foot)
                .Line(side, spring)
                .Cubic(side, top + (h * 0.1f), w * 0.3f, top, w * 0.5f, top)
                .Cubic(w * 0.7f, top, w - side, top + (h * 0.1f), w - side, spring)
                .Line(w - side, foot)
                .Close();
            LinearColor paper = (ring == 0 ? stone.Mix(context.Palette.Near, 0.45f).Scale(1.2f) : stone);
            context.Canvas.Cut(wall, Ink.Vertical(paper.Scale(1.15f), paper.Scale(0.75f), 0f, h), 1.6f);
            if (ring == 1)
            {
                Joints(context, stone, w, h, u, side);
            }

            Lay(context, 20f);
        }
    }

    private static void Joints(DrawingContext context, LinearColor stone, float w, float h, float u, float side)
    {
        var joints = new Outline();
        for (float y = h * 0.1f; y < h; y += 62f * u)
        {
            joints.Rect(0f, y, side * 0.82f, 1.6f * u).Rect(w - (side * 0.82f), y, side * 0.82f, 1.6f * u);
        }

        context.Canvas.Fill(joints, stone.Scale(0.45f));
    }

    private static void Window(DrawingContext context)
    {
        float w = context.Width;
        float h = context.Height;
        float u = context.Unit;
        LinearColor wood = context.Palette.Dark.Mix(context.Palette.Near, 0.2f);
        float bar = 58f * u;
        var frame = new Outline();
        frame.Rect(-12f, -12f, w + 24f, h + 24f).Hole().Rect(bar, bar * 0.9f, w - (2f * bar), h - (2.3f * bar));
        context.Canvas.Cut(frame, Ink.Vertical(wood.Scale(0.85f), wood.Scale(1.25f), 0f, h));
        var muntins = new Outline();
        muntins.Rect((w * 0.5f) - (8f * u), bar * 0.8f, 16f * u, h - (2f * bar));
        muntins.Rect(bar * 0.9f, h * 0.27f, w - (1.8f * bar), 12f * u);
        context.Canvas.Cut(muntins, wood.Scale(1.15f));
        Lay(context, 18f);
        var curtain = new Outline();
        foreach (float side in (ReadOnlySpan<float>)[0f, 1f])
        {
            float x = side * w;
            float inward = side == 0f ? 1f : -1f;
            curtain
                .Move(x - (inward * 12f), -12f)
                .Line(x + (inward * w * 0.2f), -12f)
                .Cubic(
                    x + (inward * w * 0.19f),
                    h * 0.3f,
                    x + (inward * w * 0.14f),
                    h * 0.5f,
                    x + (inward * w * 0.07f),
                    h * 0.62f
                )
                .Cubic(
                    x + (inward * w * 0.1f),
                    h * 0.75f,
                    x + (inward * w * 0.1f),
                    h * 0.9f,
                    x + (inward * w * 0.1f),
                    h + 12f
                )
                .Line(x - (inward * 12f), h + 12f)
                .Close();
        }

        LinearColor cloth = context.Palette.Dark.Mix(context.Palette.Accent, 0.28f);
        context.Canvas.Cut(curtain, Ink.Vertical(cloth.Scale(1.3f), cloth.Scale(0.8f), 0f, h), 2f);
        Lay(context, 22f);
        var sill = new Outline();
        sill.Rect(-12f, h - (44f * u), w + 24f, 60f * u);
        context.Canvas.Cut(sill, Ink.Vertical(wood.Scale(1.7f), wood, h - (44f * u), h));
        Lay(context, 14f);
        Pot(context, w * 0.79f, h - (34f * u), u);
    }

    private static void Pot(DrawingContext context, float x, float y, float u)
    {
        Dice dice = context.Dice.Fork("pot");
        LinearColor leaf = context.Palette.Second.Mix(context.Palette.Dark, 0.5f);
        for (int i = 0; i < 9; i++)
        {
            float angle = -1.5708f + ((i - 4f) * 0.27f);
            float length = dice.Range(70f, 108f) * u;
            Leaves.Leaf(context, x, y - (30f * u), angle, length, DrawingContext.Vary(leaf, dice, 0.3f));
        }

        var pot = new Outline();
        pot.Polygon(
            x - (30f * u),
            y - (46f * u),
            x + (30f * u),
            y - (46f * u),
            x + (21f * u),
            y + (8f * u),
            x - (21f * u),
            y + (8f * u)
        );
        pot.Rect(x - (34f * u), y - (52f * u), 68f * u, 13f * u);
        context.Canvas.Cut(pot, context.Palette.Accent.Mix(context.Palette.Dark, 0.45f));
        Lay(context, 12f);
    }

    private static void Foliage(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("foliage");
        float w = context.Width;
        float h = context.Height;
        for (int ring = 0; ring < 2; ring++)
        {
            LinearColor paper = (
                ring == 0 ? context.Palette.Dark.Mix(context.Palette.Second, 0.16f) : context.Palette.Dark
            ).Scale(ring == 0 ? 1.2f : 0.95f);
            int count = ring == 0 ? 84 : 64;
            for (int i = 0; i < count; i++)
            {
                float around = 6.2832f * (i + dice.Next()) / count;
                float cos = StableMath.Cos(around);
                float sin = StableMath.Sin(around);
                // On an oval just outside the picture's edges, pointing in with a turn of its own.
                float x = (w * 0.5f) + (cos * w * (ring == 0 ? 0.56f : 0.6f));
                float y = (h * 0.5f) + (sin * h * (ring == 0 ? 0.58f : 0.62f));
                float size = dice.Range(110f, 190f) * context.Unit * (ring == 0 ? 1f : 0.9f);
                float angle = around + MathF.PI + dice.Range(-0.75f, 0.75f);
                Leaves.Leaf(context, x, y, angle, size, DrawingContext.Vary(paper, dice, 0.35f));
            }

            foreach (float side in (ReadOnlySpan<float>)[0f, 1f])
            {
                for (int i = 0; i < 8; i++)
                {
                    float angle = (side == 0f ? 0f : MathF.PI) + dice.Range(-1.3f, 1.3f);
                    float y = (i % 2 == 0 ? 0f : h) + dice.Range(-20f, 20f);
                    Leaves.Leaf(
                        context,
                        side * w,
                        y,
                        angle,
                        dice.Range(190f, 260f) * context.Unit,
                        DrawingContext.Vary(paper, dice, 0.3f)
                    );
                }
            }

            Lay(context, 18f);
        }
    }

    private static void Lay(DrawingContext context, float depth) =>
        context.Canvas.Lay(context.Style(depth, 0.8f, 0.5f, 0.07f));
}
