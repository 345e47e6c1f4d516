using System.Numerics;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>What we have before us when the eyes are ours: a handlebar in both hands, or a window with hands on its sill.</summary>
internal static class OwnEyesPainter
{
    public static void Paint(StageSet set)
    {
        set.StandAt(0f);
        float s = Math.Min(set.Height, set.Width * 0.8f) / 100f;
        if (set.Dice.Fork("own-eyes").Chance(0.5f))
        {
            Handlebar(set, Matrix3x2.CreateScale(s) * Matrix3x2.CreateTranslation(set.Width / 2, set.Height));
        }
        else
        {
            Window(set, s);
        }
    }

    private static void Handlebar(StageSet set, Matrix3x2 place)
    {
        LinearColor steel = set.Palette.Dark.Mix(set.Palette.Horizon, 0.22f);
        LinearColor dark = set.Palette.Dark;
        var stem = new Outline(place);
        stem.Polygon(-3f, 4f, -2.4f, -16f, 2.4f, -16f, 3f, 4f);
        stem.RoundRect(-5f, -19f, 10f, 7f, 2f);
        set.Stage.Cut(stem, dark.Scale(1.3f), 0.5f);
        var lamp = new Outline(place);
        lamp.RoundRect(-6f, -13f, 12f, 9f, 4f);
        set.Stage.Cut(lamp, set.Palette.Accent.Scale(0.7f), 0.5f);
        Lay(set, 10f);
        var bar = new Outline(place);
        bar.Stroke(2.4f, -42f, -8f, -33f, -11f, -20f, -16.5f, 0f, -17.5f, 20f, -16.5f, 33f, -11f, 42f, -8f);
        set.Stage.Cut(bar, steel, 0.4f);
        var bell = new Outline(place);
        bell.Dome(14f, -18f, 3.6f, 3.6f, MathF.PI, MathF.PI * 2);
        set.Stage.Cut(bell, set.Palette.Lamp.Mix(steel, 0.4f), 0.3f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            var grip = new Outline(place);
            grip.Stroke(4.6f, side * 33f, -11f, side * 44f, -7.2f);
            grip.Stroke(1.1f, side * 27f, -12.4f, side * 37f, -6.5f);
            set.Stage.Cut(grip, dark, 0.4f);
        }

        Lay(set, 12f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            Sleeve(set, place, side);
            Matrix3x2 hand =
                Matrix3x2.CreateScale(side, 1f) * Matrix3x2.CreateTranslation(side * 38.5f, -10.4f) * place;
            Hand(set, hand);
        }
    }

    // The forearm comes in from the lower corner.
    private static void Sleeve(StageSet set, Matrix3x2 place, float side)
    {
        LinearColor coat = set.Palette.Dark.Mix(set.Palette.Accent, 0.32f);
        var arm = new Outline(place);
        arm.Polygon(side * 34f, -6f, side * 44f, -7f, side * 64f, 8f, side * 44f, 10f);
        set.Stage.Cut(arm, coat, 0.8f);
        var cuff = new Outline(place);
        cuff.Stroke(3f, side * 35f, -4.2f, side * 45.5f, -5.4f);
        set.Stage.Cut(cuff, coat.Scale(1.35f), 0.4f);
        Lay(set, 12f);
    }

    // Four fingers over the bar and a thumb beside them; in units around the knuckles.
    private static void Hand(StageSet set, Matrix3x2 place)
    {
        LinearColor skin = set.Palette.Dark.Mix(set.Palette.Accent, 0.3f).Mix(set.Palette.Lamp, 0.38f);
        if (set.Palette.Stars >= 0.1f)
        {
            skin = skin.Scale(0.6f);
        }

        var palm = new Outline(place);
        palm.RoundRect(-5.6f, -4f, 11.4f, 9f, 3.6f);
        palm.Stroke(2.6f, -4.6f, 1f, -8f, -1.6f);
        set.Stage.Cut(palm, skin.Scale(0.88f), 0.4f);
        for (int i = 0; i < 4; i++)
        {
            var finger = new Outline(place);
            float x = -4.1f + (i * 2.75f);
            finger.Stroke(2.5f, x, -4.2f - (i is 1 or 2 ? 0.8f : 0f), x + 0.2f, 0.6f);
            set.Stage.Cut(finger, skin.Scale(1.02f + (0.04f * i)), 0.3f);
        }

        Lay(set, 5f);
    }

    private static void Window(StageSet set, float s)
    {
        float w = set.Width;
        float h = set.Height;
        LinearColor wood = set.Palette.Dark.Mix(set.Palette.Near, 0.25f);
        float post = 6.5f * s;
        float sill = h - (13f * s);
        var frame = new Outline();
        frame
            .Rect(-9f, -9f, post + 9f, h + 18f)
            .Rect(w - post, -9f, post + 9f, h + 18f)
            .Rect(-9f, -9f, w + 18f, (5f * s) + 9f);
        set.Stage.Cut(frame, Ink.Vertical(wood.Scale(0.8f), wood.Scale(1.15f), 0f, h));
        Lay(set, 20f);
        // An open casement at each side: we lean out between them.
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            float x = side < 0f ? post : w - post;
            float inner = x - (side * 15f * s);
            var pane = new Outline();
            pane.Polygon(x, 5f * s, inner, 11f * s, inner, sill - (7f * s), x, sill);
            pane.Hole();
            float a = x - (side * 2.6f * s);
            float b = inner + (side * 2.2f * s);
            pane.Polygon(a, 10f * s, b, 14f * s, b, sill - (12f * s), a, sill - (7f * s));
            pane.Solid();
            pane.Stroke(1.6f * s, x, h * 0.42f, inner, h * 0.435f);
            set.Stage.Cut(pane, wood.Scale(1.25f), 0.6f);
            Lay(set, 12f);
        }

        var board = new Outline();
        board.Polygon(
            -9f,
            sill + (4f * s),
            w * 0.03f,
            sill,
            w * 0.97f,
            sill,
            w + 9f,
            sill + (4f * s),
            w + 9f,
            h + 9f,
            -9f,
            h + 9f
        );
        set.Stage.Cut(board, Ink.Vertical(wood.Scale(1.7f), wood.Scale(0.95f), sill, h));
        Lay(set, 16f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            var place = new Matrix3x2(s * 1.15f, 0f, 0f, s * 1.15f, (w / 2) + (side * 22f * s), sill + (6f * s));
            Sleeve(set, Matrix3x2.CreateTranslation(side * -38.5f, 11f) * place, side);
            Hand(set, Matrix3x2.CreateScale(side, 1f) * place);
        }
    }

    private static void Lay(StageSet set, float depth) => set.Stage.Lay(set.Style(depth, 0.8f, 0.5f, 0.06f));
}
