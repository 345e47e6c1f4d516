using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>Somebody's back, large and dark at one side: we look past head and shoulder.</summary>
internal static class ShoulderPainter
{
    public static void Paint(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("shoulder");
        // Opposite the landmark, so that it is seen.
        bool right = (context.Arrangement.Landmark ?? 0.7f) < 0.5f;
        float s = Math.Min(context.Height, context.Width * 1.1f) / 100f;
        var place = new Matrix3x2(right ? -s : s, 0f, 0f, s, right ? context.Width : 0f, context.Height);
        LinearColor coat = context.Palette.Dark.Mix(context.Palette.Near, 0.2f);
        LinearColor hair = context.Palette.Dark.Mix(context.Palette.Accent, 0.05f).Scale(0.8f);
        LinearColor skin = context.Palette.Dark.Mix(context.Palette.Accent, 0.28f).Mix(context.Palette.Lamp, 0.1f);
        context.StandAt(0f);
        var back = new Outline(place);
        back.Move(-20f, 4f)
            .Line(-20f, -34f)
            .Quad(-6f, -36f, 6f, -34f)
            .Cubic(24f, -32f, 38f, -28f, 43f, -14f)
            .Quad(46f, -4f, 46f, 4f)
            .Close();
        context.Canvas.Cut(back, Gradient(place, coat.Scale(1.35f), coat.Scale(0.7f), -36f, 2f), 1.4f);
        var seam = new Outline(place);
        seam.Stroke(0.5f, 30f, -28f, 33f, -14f, 33.5f, 2f);
        context.Canvas.Fill(seam, coat.Scale(0.62f));
        Lay(context, 22f);
        var neck = new Outline(place);
        neck.Polygon(3f, -32f, 4f, -50f, 18f, -50f, 20f, -32f);
        context.Canvas.Cut(neck, skin.Scale(0.75f), 0.6f);
        var collar = new Outline(place);
        collar.Move(-2f, -29f).Quad(10f, -39f, 25f, -35f).Quad(27f, -31f, 25f, -29f).Quad(10f, -32f, -2f, -24f).Close();
        context.Canvas.Cut(collar, coat.Mix(context.Palette.Accent, 0.3f).Scale(1.1f), 0.6f);
        Lay(context, 12f);
        var ear = new Outline(place);
        ear.Ellipse(25.4f, -55f, 2.6f, 4.4f);
        context.Canvas.Cut(ear, skin, 0.4f);
        var head = new Outline(place);
        if (dice.Chance(0.5f))
        {
            // A bun, or short hair that ends in the neck.
            head.Circle(6f, -77f, 7.5f);
        }

        head.Ellipse(11.5f, -59f, 14.5f, 17.5f).RoundRect(1f, -58f, 21f, 15f, 7f);
        context.Canvas.Cut(head, Gradient(place, hair.Scale(1.7f), hair, -78f, -46f), 1.6f);
        Lay(context, 18f);
    }

    private static void Lay(DrawingContext context, float depth) =>
        context.Canvas.Lay(context.Style(depth, 0.8f, 0.9f, 0.07f));

    private static Ink Gradient(Matrix3x2 place, LinearColor from, LinearColor to, float top, float bottom) =>
        Ink.Gradient(
            from,
            to,
            StableGeometry.Map(place, new Vector2(0f, top)),
            StableGeometry.Map(place, new Vector2(0f, bottom))
        );
}
