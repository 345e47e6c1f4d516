using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;

namespace ImageForge.Scenes.Backdrops.BirdsEye;

/// <summary>A house from above: the walls that can be seen, and the roof over them.</summary>
internal static class PlanHouse
{
    public static void Paint(PlanView view, Dice dice, Lot lot, float height)
    {
        DrawingContext context = view.Context;
        Palette palette = context.Palette;
        LinearColor tint = dice.Index(6) switch
        {
            0 => palette.Near.Mix(palette.Accent, 0.45f),
            1 => palette.Near.Mix(palette.Second, 0.4f),
            2 => palette.Middle,
            3 => palette.Far.Mix(palette.Middle, 0.5f),
            _ => palette.Near.Mix(palette.Middle, 0.5f),
        };
        LinearColor paper = DrawingContext.Vary(tint, dice, 0.14f);
        ReadOnlySpan<Vector2> corners =
        [
            new(lot.X, lot.Y),
            new(lot.X + lot.Width, lot.Y),
            new(lot.X + lot.Width, lot.Y + lot.Depth),
            new(lot.X, lot.Y + lot.Depth),
        ];
        for (int i = 0; i < 4; i++)
        {
            Vector2 a = corners[i];
            Vector2 b = corners[(i + 1) % 4];
            var wall = new Outline();
            AddWall(view, wall, a, b, 0f, height);
            context.Canvas.Fill(wall, paper.Scale(i is 0 or 3 ? 0.85f : 0.55f));
            if (context.ThemeStyle.Details)
            {
                Panes(view, dice, a, b, height, paper);
            }
        }

        PlanRoof.Paint(view, dice, lot, height, paper.Mix(context.SnowPaper, context.Snow * 0.8f));
    }

    private static void Panes(PlanView view, Dice dice, Vector2 a, Vector2 b, float height, LinearColor paper)
    {
        DrawingContext context = view.Context;
        int columns = Math.Max(2, (int)((b - a).Length() / (22f * context.Unit)));
        int floors = Math.Max(1, (int)(height / 0.05f));
        var dark = new Outline();
        var lit = new Outline();
        for (int floor = 0; floor < floors; floor++)
        {
            float low = height * (floor + 0.25f) / floors;
            float high = height * (floor + 0.75f) / floors;
            for (int i = 0; i < columns; i++)
            {
                Vector2 p = StableGeometry.Between(a, b, (i + 0.25f) / columns);
                Vector2 q = StableGeometry.Between(a, b, (i + 0.75f) / columns);
                AddWall(view, dice.Chance(context.Palette.Lit * 0.7f) ? lit : dark, p, q, low, high);
            }
        }

        context.Canvas.Fill(dark, paper.Mix(context.Palette.Dark, 0.5f));
        context.Canvas.Fill(lit, context.Lamp.Scale(0.7f));
    }

    // What stands upright on the line from a to b.
    private static void AddWall(PlanView view, Outline outline, Vector2 a, Vector2 b, float low, float high) =>
        outline.Polygon(
            view.At(a.X, a.Y, low),
            view.At(b.X, b.Y, low),
            view.At(b.X, b.Y, high),
            view.At(a.X, a.Y, high)
        );
}

/// <summary>A roof from above: one with a ridge, or a flat one with tanks, beds, skylights and sheds on it.</summary>
internal static class PlanRoof
{
    public static void Paint(PlanView view, Dice dice, Lot lot, float height, LinearColor paper)
    {
        float day = view.Context.Palette.IsNight ? 0.85f : 1.1f;
        view.Plate(lot, height, paper.Scale(day));
        if (dice.Chance(0.34f))
        {
            // A ridge: one half in the light.
            Lot half = lot.Depth > lot.Width ? lot with { Width = lot.Width / 2 } : lot with { Depth = lot.Depth / 2 };
            view.Plate(half, height, paper.Scale(day * 1.3f));
            return;
        }

        float rim = lot.Side * 0.07f;
        view.Plate(lot.Within(rim), height, paper.Scale(day * 0.86f));
        if (!view.Context.ThemeStyle.Details)
        {
            return;
        }

        int things = 1 + dice.Index(3);
        for (int i = 0; i < things; i++)
        {
            float size = lot.Side * dice.Range(0.14f, 0.26f);
            float x = lot.X + rim + (dice.Next() * (lot.Width - size - (2 * rim)));
            float y = lot.Y + rim + (dice.Next() * (lot.Depth - size - (2 * rim)));
            Thing(view, dice.Index(4), new Lot(x, y, size, size), height, paper, day);
        }
    }

    private static void Thing(PlanView view, int kind, Lot lot, float height, LinearColor paper, float day)
    {
        Palette palette = view.Context.Palette;
        float size = lot.Side;
        switch (kind)
        {
            case 0:
                view.Disc(lot.Middle.X, lot.Middle.Y, size * 0.45f, height, paper.Scale(day * 0.62f));
                view.Disc(lot.Middle.X, lot.Middle.Y, size * 0.34f, height + 0.02f, paper.Scale(day * 1.2f));
                break;
            case 1:
                LinearColor bed = palette.Second.Mix(palette.Near, 0.45f).Scale(day);
                view.Plate(lot with { Depth = size * 0.7f }, height, bed);
                break;
            case 2 when palette.Lit > 0.2f:
                view.Plate(lot with { Depth = size * 0.6f }, height, view.Context.Lamp.Scale(0.6f));
                break;
            default:
                Lot shed = lot with { Width = size * 0.8f, Depth = size * 0.8f };
                view.Plate(shed, height, paper.Scale(day * 0.55f));
                view.Plate(shed, height + 0.025f, paper.Scale(day * 1.15f));
                break;
        }
    }
}
