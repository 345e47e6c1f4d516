using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>The ground floor of a house of the nearest row: a window with goods, a door, an awning over both.</summary>
internal static class ShopPainter
{
    public static void Paint(
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
        Palette palette = context.Palette;
        LinearColor awning = palette.Cloth(dice);
        float inset = 8f * scale;
        float glassTop = top + (15f * scale);
        float ground = top + height;
        bool lit = context.Palette.Lit > 0.2f || dice.Chance(0.3f);
        LinearColor inside = lit ? context.Lamp.Scale(0.8f) : palette.Dark.Mix(palette.Horizon, 0.3f);
        float door = 19f * scale;
        float doorX = dice.Chance(0.5f) ? x + inset : x + width - inset - door;
        float glassX = doorX > x + inset ? x + inset : x + inset + door + (6f * scale);
        float glassW = width - (2 * inset) - door - (6f * scale);
        var glass = new Outline();
        glass.Rect(glassX, glassTop, glassW, height - (15f * scale) - (9f * scale));
        context.Canvas.Fill(glass, Ink.Vertical(inside, inside.Scale(0.55f), glassTop, ground));
        Goods(context, dice, glassX, ground - (9f * scale), glassW, scale, lit);
        var doorway = new Outline();
        doorway.Rect(doorX, glassTop + (2f * scale), door, ground - glassTop);
        context.Canvas.Fill(doorway, palette.Dark.Mix(paper, 0.35f));
        var pane = new Outline();
        pane.Rect(doorX + (4f * scale), glassTop + (6f * scale), door - (8f * scale), 18f * scale);
        context.Canvas.Fill(pane, inside.Scale(0.7f));
        Awning(context, x + (4f * scale), top + (3f * scale), width - (8f * scale), awning, scale);
    }

    private static void Goods(
        DrawingContext context,
        Dice dice,
        float x,
        float bottom,
        float width,
        float scale,
        bool lit
    )
    {
        var goods = new Outline();
        for (float at = x + (4f * scale); at < x + width - (8f * scale); at += dice.Range(8f, 16f) * scale)
        {
            float h = dice.Range(5f, 18f) * scale;
            goods.RoundRect(at, bottom - h, dice.Range(4f, 9f) * scale, h, 2f * scale);
        }

        context.Canvas.Fill(goods, (lit ? context.Palette.Near : context.Palette.Dark).WithAlpha(0.6f));
    }

    private static void Awning(DrawingContext context, float x, float y, float width, LinearColor color, float scale)
    {
        int stripes = Math.Max(4, (int)(width / (13f * scale)));
        float stripe = width / stripes;
        float drop = 15f * scale;
        for (int i = 0; i < stripes; i++)
        {
            float left = x + (i * stripe);
            var cloth = new Outline();
            float spread = ((i + 0.5f) / stripes * 2f) - 1f;
            float lean = spread * 2.5f * scale;
            cloth.Polygon(left, y, left + stripe, y, left + stripe + lean, y + drop, left + lean, y + drop);
            cloth.Dome(left + (stripe / 2) + lean, y + drop, stripe / 2, 5f * scale, 0f, MathF.PI);
            LinearColor paper = i % 2 == 0 ? color : context.Palette.Cloud.Mix(color, 0.08f);
            float day = context.Palette.IsNight ? 0.55f : 0.95f;
            context.Canvas.Fill(cloth, Ink.Vertical(paper.Scale(day * 1.05f), paper.Scale(day * 0.8f), y, y + drop));
        }
    }
}
