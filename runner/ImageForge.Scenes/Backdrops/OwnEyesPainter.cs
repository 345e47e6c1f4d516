using System.Numerics;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>What we have before us when the eyes are ours: a handlebar in both hands, or a window with hands on its sill.</summary>
internal static class OwnEyesPainter
{
    public static void Paint(DrawingContext context)
    {
        context.StandAt(0f);
        float s = Math.Min(context.Height, context.Width * 0.8f) / 100f;
        if (context.Dice.Fork("own-eyes").Chance(0.5f))
        {
            Handlebar(
                context,
                Matrix3x2.CreateScale(s) * Matrix3x2.CreateTranslation(context.Width / 2, context.Height)
            );
        }
        else
        {
            Window(context, s);
        }
    }

    private static void Handlebar(DrawingContext context, Matrix3x2 place)
    {
        LinearColor steel = context.Palette.Dark.Mix(context.Palette.Horizon, 0.22f);
        LinearColor dark = context.Palette.Dark;
        var stem = new Outline(place);
        stem.Polygon(-3f, 4f, -2.4f, -16f, 2.4f, -16f, 3f, 4f);
        stem.RoundRect(-5f, -19f, 10f, 7f, 2f);
        context.Canvas.Cut(stem, dark.Scale(1.3f), 0.5f);
        var lamp = new Outline(place);
        lamp.RoundRect(-6f, -13f, 12f, 9f, 4f);
        context.Canvas.Cut(lamp, context.Palette.Accent.Scale(0.7f), 0.5f);
        Lay(context, 10f);
        var bar = new Outline(place);
        bar.Stroke(2.4f, -42f, -8f, -33f, -11f, -20f, -16.5f, 0f, -17.5f, 20f, -16.5f, 33f, -11f, 42f, -8f);
        context.Canvas.Cut(bar, steel, 0.4f);
        var bell = new Outline(place);
        bell.Dome(14f, -18f, 3.6f, 3.6f, MathF.PI, MathF.PI * 2);
        context.Canvas.Cut(bell, context.Palette.Lamp.Mix(steel, 0.4f), 0.3f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            var grip = new Outline(place);
            grip.Stroke(4.6f, side * 33f, -11f, side * 44f, -7.2f);
            grip.Stroke(1.1f, side * 27f, -12.4f, side * 37f, -6.5f);
            context.Canvas.Cut(grip, dark, 0.4f);
        }

        Lay(context, 12f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            Sleeve(context, place, side);
            Matrix3x2 hand =
                Matrix3x2.CreateScale(side, 1f) * Matrix3x2.CreateTranslation(side * 38.5f, -10.4f) * place;
            Hand(context, hand);
        }
    }

    // The forearm comes in from the lower corner.
    private static void Sleeve(DrawingContext context, Matrix3x2 place, float side)
    {
        LinearColor coat = context.Palette.Dark.Mix(context.Palette.Accent, 0.32f);
        var arm = new Outline(place);
        arm.Polygon(side * 34f, -6f, side * 44f, -7f, side * 64f, 8f, side * 44f, 10f);
        context.Canvas.Cut(arm, coat, 0.8f);
        var cuff = new Outline(place);
        cuff.Stroke(3f, side * 35f, -4.2f, side * 45.5f, -5.4f);
        context.Canvas.Cut(cuff, coat.Scale(1.35f), 0.4f);
        Lay(context, 12f);
    }

    // Four fingers over the bar and a thumb beside them; in units around the knuckles.
    private static void Hand(DrawingContext context, Matrix3x2 place)
    {
        LinearColor skin = context.Palette.Dark.Mix(context.Palette.Accent, 0.3f).Mix(context.Palette.Lamp, 0.38f);
        if (context.Palette.Stars >= 0.1f)
        {
            skin = skin.Scale(0.6f);
        }

        var palm = new Outline(place);
        palm.RoundRect(-5.6f, -4f, 11.4f, 9f, 3.6f);
        palm.Stroke(2.6f, -4.6f, 1f, -8f, -1.6f);
        context.Canvas.Cut(palm, skin.Scale(0.88f), 0.4f);
        for (int i = 0; i < 4; i++)
        {
            var finger = new Outline(place);
            float x = -4.1f + (i * 2.75f);
            finger.Stroke(2.5f, x, -4.2f - (i is 1 or 2 ? 0.8f : 0f), x + 0.2f, 0.6f);
            context.Canvas.Cut(finger, skin.Scale(1.02f + (0.04f * i)), 0.3f);
        }

        Lay(context, 5f);
    }

    private static void Window(DrawingContext context, float s)
    {
        float w = context.Width;
        float h = context.Height;
        LinearColor wood = context.Palette.Dark.Mix(context.Palette.Near, 0.25f);
        float post = 6.5f * s;
        float sill = h - (13f * s);
        var frame = new Outline();
        frame
            .Rect(-9f, -9f, post + 9f, h + 18f)
            .Rect(w - post, -9f, post + 9f, h + 18f)
            .Rect(-9f, -9f, w + 18f, (5f * s) + 9f);
        context.Canvas.Cut(frame, Ink.Vertical(wood.Scale(0.8f), wood.Scale(1.15f), 0f, h));
        Lay(context, 20f);
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
            context.Canvas.Cut(pane, wood.Scale(1.25f), 0.6f);
            Lay(context, 12f);
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
        context.Canvas.Cut(board, Ink.Vertical(wood.Scale(1.7f), wood.Scale(0.95f), sill, h));
        Lay(context, 16f);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            var place = new Matrix3x2(s * 1.15f, 0f, 0f, s * 1.15f, (w / 2) + (side * 22f * s), sill + (6f * s));
            Sleeve(context, Matrix3x2.CreateTranslation(side * -38.5f, 11f) * place, side);
            Hand(context, Matrix3x2.CreateScale(side, 1f) * place);
        }
    }

    private static void Lay(DrawingContext context, float depth) =>
        context.Canvas.Lay(context.Style(depth, 0.8f, 0.5f, 0.06f));
}
