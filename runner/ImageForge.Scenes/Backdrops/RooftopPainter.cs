using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>What we stand above when we look down: roofs with chimneys in both lower corners.</summary>
internal static class RooftopPainter
{
    public static void Paint(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("rooftops");
        context.StandAt(0f);
        Roof(context, dice, 0f, 1f, dice.Range(0.9f, 1.15f));
        Roof(context, dice, context.Width, -1f, dice.Range(0.6f, 0.85f));
    }

    private static void Roof(DrawingContext context, Dice dice, float x, float inward, float size)
    {
        float u = context.Unit * size * inward;
        float v = context.Unit * size;
        float h = context.Height;
        LinearColor tiles = context
            .Palette.Dark.Mix(context.Palette.Accent, 0.2f)
            .Mix(context.SnowPaper, context.Snow * 0.7f);
        var chimney = new Outline();
        chimney.Rect(Math.Min(x + (70f * u), x + (118f * u)), h - (232f * v), 48f * v, 120f * v);
        chimney.Rect(Math.Min(x + (62f * u), x + (126f * u)), h - (244f * v), 64f * v, 18f * v);
        context.Canvas.Cut(chimney, context.Palette.Dark.Mix(context.Palette.Near, 0.3f));
        Lay(context, 14f);
        var roof = new Outline();
        roof.Polygon(
            x - (30f * u),
            h - (196f * v),
            x + (150f * u),
            h - (150f * v),
            x + (262f * u),
            h + 12f,
            x - (30f * u),
            h + 12f
        );
        context.Canvas.Cut(roof, Ink.Vertical(tiles.Scale(1.5f), tiles.Scale(0.8f), h - (190f * v), h));
        var rows = new Outline();
        for (int i = 1; i < 7; i++)
        {
            float t = i / 7f;
            float right = 150f + (112f * t);
            float y = h - (150f * v) + (162f * v * t);
            rows.Stroke(2.2f * v, x - (30f * u), y - (46f * v * (1f - (t * 0.4f))), x + (right * u), y);
        }

        context.Canvas.Fill(rows, tiles.Scale(0.62f));
        var gutter = new Outline();
        gutter.Stroke(7f * v, x + (148f * u), h - (153f * v), x + (264f * u), h + 12f);
        context.Canvas.Cut(gutter, context.Palette.Dark, 0.6f);
        if (dice.Chance(0.6f))
        {
            var skylight = new Outline();
            skylight.Polygon(
                x + (40f * u),
                h - (112f * v),
                x + (108f * u),
                h - (96f * v),
                x + (124f * u),
                h - (44f * v),
                x + (46f * u),
                h - (58f * v)
            );
            context.Canvas.Cut(
                skylight,
                context.Palette.Lit > 0.25f ? context.Lamp.Scale(0.7f) : context.Palette.Sky.Scale(0.8f),
                0.5f
            );
        }

        Lay(context, 22f);
    }

    private static void Lay(DrawingContext context, float depth) =>
        context.Canvas.Lay(context.Style(depth, 0.85f, 0.5f, 0.07f));
}
