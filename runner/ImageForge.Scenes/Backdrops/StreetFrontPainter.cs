using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>The nearest row of houses: shops below, windows above.</summary>
internal static class StreetFrontPainter
{
    public static void Paint(DrawingContext context)
    {
        context.StandAt(0.34f);
        Dice dice = context.Dice.Fork("front");
        float scale = context.Unit * MathF.Sqrt(context.Zoom);
        float tall = dice.Range(0.78f, 1.12f);
        float wide = dice.Range(0.85f, 1.25f);
        if (!context.ThemeStyle.AllPlanes)
        {
            return;
        }

        float x = -dice.Range(0f, 60f) * scale;
        while (x < context.Width)
        {
            float width = dice.Range(96f, 168f) * wide * scale;
            float height = dice.Range(128f, 246f) * tall * scale;
            if (context.Arrangement.Stands(x / context.Width, (x + width) / context.Width))
            {
                House(
                    context,
                    dice,
                    x,
                    width,
                    Math.Min(height * context.Rise, context.Ground * (context.Rise > 1.2f ? 0.62f : 0.56f)),
                    scale
                );
            }

            x += width + (dice.Chance(0.18f) ? 9f * scale : 0f);
        }

        context.Canvas.Lay(
            context.Style(15f, 0.85f, 0.26f, 0.04f) with
            {
                Haze = context.Palette.Horizon.WithAlpha(0.05f),
            }
        );
    }

    private static void House(DrawingContext context, Dice dice, float x, float width, float height, float scale)
    {
        Palette palette = context.Palette;
        float ground = context.Ground + (3f * scale);
        float top = ground - height;
        LinearColor tint = dice.Index(5) switch
        {
            0 => palette.Near.Mix(palette.Accent, 0.34f),
            1 => palette.Near.Mix(palette.Second, 0.30f),
            2 => palette.Near.Mix(palette.Horizon, 0.16f),
            _ => palette.Near,
        };
        if (context.ThemeStyle.Bold)
        {
            tint = dice.Pick<LinearColor>([palette.Accent, palette.Second, palette.Lamp, palette.Dark, palette.Sky]);
        }

        LinearColor paper = DrawingContext.Vary(tint, dice, 0.14f);
        var body = new Outline();
        Roof(body, dice, x, top, width, ground, scale);
        if (context.FromAbove)
        {
            FlatRoof(context, x, top, width, paper, scale);
        }

        context.Canvas.Cut(body, Ink.Vertical(paper.Scale(1.12f), paper.Scale(0.9f), top, ground));
        if (!context.ThemeStyle.Details)
        {
            return;
        }

        float shop = Math.Min(66f * scale, height * 0.5f);
        UpperWindows(context, dice, x, top + (18f * scale), width, height - shop - (26f * scale), paper, scale);
        ShopPainter.Paint(context, dice, x, ground - shop, width, shop, paper, scale);
    }

    // Looking down, one sees what lies behind the eaves: the roof itself, narrower where it is farther.
    private static void FlatRoof(
        DrawingContext context,
        float x,
        float top,
        float width,
        LinearColor paper,
        float scale
    )
    {
        float back = 46f * scale;
        float lean = ((x + (width / 2)) - (context.Arrangement.Vanishing * context.Width)) * -0.07f;
        var roof = new Outline();
        float eave = top + (14f * scale);
        roof.Polygon(
            x,
            eave,
            x + (width * 0.07f) + lean,
            eave - back,
            x + (width * 0.93f) + lean,
            eave - back,
            x + width,
            eave
        );
        context.Canvas.Cut(roof, Ink.Vertical(paper.Scale(1.3f), paper.Scale(1.65f), eave - back, eave));
        if (!context.ThemeStyle.Details)
        {
            return;
        }

        var hatch = new Outline();
        float hx = x + (width * 0.56f) + (lean * 0.5f);
        float hy = eave - (back * 0.66f);
        hatch.Polygon(
            hx,
            hy,
            hx + (22f * scale),
            hy,
            hx + (26f * scale),
            hy + (15f * scale),
            hx + scale,
            hy + (15f * scale)
        );
        context.Canvas.Fill(hatch, context.Palette.Lit > 0.2f ? context.Lamp.Scale(0.55f) : paper.Scale(0.8f));
        var stack = new Outline();
        float cx = x + (width * 0.24f) + (lean * 0.5f);
        stack.Rect(cx, hy - (16f * scale), 15f * scale, 27f * scale);
        context.Canvas.Cut(stack, paper.Scale(0.62f), 0.4f);
    }

    private static void Roof(Outline body, Dice dice, float x, float top, float width, float ground, float scale)
    {
        switch (dice.Index(4))
        {
            case 0:
                body.Polygon(
                    x,
                    ground,
                    x,
                    top + (24f * scale),
                    x + (width / 2),
                    top - (8f * scale),
                    x + width,
                    top + (24f * scale),
                    x + width,
                    ground
                );
                body.Rect(x + (width * 0.72f), top - (10f * scale), 11f * scale, 30f * scale);
                break;
            case 1:
                body.Rect(x, top + (10f * scale), width, ground - top - (10f * scale));
                body.Rect(x - (3f * scale), top + (5f * scale), width + (6f * scale), 8f * scale);
                break;
            case 2:
                body.Polygon(
                    x,
                    ground,
                    x,
                    top + (10f * scale),
                    x + (width * 0.3f),
                    top + (10f * scale),
                    x + (width * 0.36f),
                    top - (6f * scale),
                    x + (width * 0.64f),
                    top - (6f * scale),
                    x + (width * 0.7f),
                    top + (10f * scale),
                    x + width,
                    top + (10f * scale),
                    x + width,
                    ground
                );
                break;
            default:
                body.Polygon(
                    x,
                    ground,
                    x,
                    top + (12f * scale),
                    x + (10f * scale),
                    top - (4f * scale),
                    x + width - (10f * scale),
                    top - (4f * scale),
                    x + width,
                    top + (12f * scale),
                    x + width,
                    ground
                );
                body.Rect(x + (width * 0.2f), top - (18f * scale), 10f * scale, 20f * scale);
                break;
        }
    }

    private static void UpperWindows(
        DrawingContext context,
        Dice dice,
        float x,
        float top,
        float width,
        float height,
        LinearColor paper,
        float scale
    )
    {
        int columns = Math.Max(2, (int)(width / (30f * scale)));
        int rows = (int)(height / (30f * scale));
        float pitch = width / (columns + 0.4f);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float w = 13f * scale;
                float h = 19f * scale;
                float wx = x + (pitch * (column + 0.7f)) - (w / 2);
                float wy = top + (row * 30f * scale);
                var frame = new Outline();
                frame.Rect(wx - (2f * scale), wy - (2f * scale), w + (4f * scale), h + (4f * scale));
                context.Canvas.Fill(frame, paper.Scale(1.28f));
                var pane = new Outline();
                pane.Rect(wx, wy, w, h);
                bool lit = dice.Chance(context.Palette.Lit * 0.75f);
                context.Canvas.Fill(
                    pane,
                    lit
                        ? Ink.Vertical(context.Lamp.Scale(0.85f), context.Lamp.Scale(0.5f), wy, wy + h)
                        : paper.Mix(context.Palette.Dark, 0.55f)
                );
                var bar = new Outline();
                bar.Rect(wx + (w / 2) - (0.7f * scale), wy, 1.4f * scale, h);
                bar.Rect(wx, wy + (h * 0.42f), w, 1.4f * scale);
                context.Canvas.Fill(bar, paper.Scale(1.15f));
            }
        }
    }
}
