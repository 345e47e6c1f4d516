using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;

namespace ImageForge.Scenes.Backdrops.BirdsEye;

/// <summary>What stands between four roads: one to four houses, or a park; on block 0,0 the landmark.</summary>
internal static class PlanBlock
{
    public static void Paint(PlanView view, Dice dice, int x, int y)
    {
        DrawingContext context = view.Context;
        float side = view.Pitch - view.Road - (view.Road * 0.36f);
        var middle = new Vector2(x, y) * view.Pitch;
        if (x == 0 && y == 0)
        {
            PlanOpenSpace.Plaza(view, middle, side);
            return;
        }

        Vector2 seen = view.At(middle.X, middle.Y);
        if (!context.Arrangement.Stands(seen.X / context.Width, seen.X / context.Width) || dice.Chance(0.15f))
        {
            PlanOpenSpace.Park(view, dice, middle, side);
            return;
        }

        Vector2 corner = middle - new Vector2(side / 2);
        Lot[] lots = Divide(view, dice, new Lot(corner.X, corner.Y, side, side));
        foreach (Lot lot in lots.OrderByDescending(l => view.Away(view.At(l.Middle.X, l.Middle.Y))))
        {
            float height = dice.Range(0.05f, 0.2f) * (dice.Chance(0.2f) ? 1.7f : 1f) * context.ThemeStyle.Height;
            PlanHouse.Paint(view, dice, lot, height);
            context.Canvas.Lay(view.Style(7f + (70f * height)));
        }
    }

    private static Lot[] Divide(PlanView view, Dice dice, Lot block)
    {
        int cut = dice.Index(3);
        float side = block.Width;
        float a = side * dice.Range(0.36f, 0.62f);
        float gap = view.Road * 0.1f;
        float b = side - a - gap;
        return cut switch
        {
            0 => [block],
            1 => [block.Part(0f, 0f, a, side), block.Part(a + gap, 0f, b, side)],
            _ =>
            [
                block.Part(0f, 0f, a, a),
                block.Part(a + gap, 0f, b, a),
                block.Part(0f, a + gap, a, b),
                block.Part(a + gap, a + gap, b, b),
            ],
        };
    }
}

/// <summary>Blocks without houses.</summary>
internal static class PlanOpenSpace
{
    /// <summary>The one place that is not like the others: a round hall on a square.</summary>
    public static void Plaza(PlanView view, Vector2 middle, float side)
    {
        DrawingContext context = view.Context;
        Palette palette = context.Palette;
        float day = palette.IsNight ? 0.7f : 1f;
        float r = side * 0.36f * context.Arrangement.LandmarkSize;
        view.Disc(middle.X, middle.Y, r * 1.32f, 0f, palette.Ground.Mix(palette.Horizon, 0.55f));
        view.Disc(middle.X, middle.Y, r * 1.2f, 0f, palette.Ground.Mix(palette.Horizon, 0.2f));
        context.Canvas.Lay(view.Style(3f));
        for (int i = 0; i < 7; i++)
        {
            float height = 0.02f + (0.03f * i);
            LinearColor paper = i % 2 == 0 ? palette.Accent : palette.Cloud.Mix(palette.Accent, 0.12f);
            view.Disc(middle.X, middle.Y, r * (1f - (0.13f * i)), height, paper.Scale(day * (0.72f + (0.05f * i))));
            context.Canvas.Lay(view.Style(7f));
        }

        view.Disc(middle.X, middle.Y, r * 0.1f, 0.22f, palette.Lit > 0.25f ? context.Lamp.Scale(1.4f) : palette.Second);
        context.Canvas.Lay(view.Style(6f));
    }

    /// <summary>A lawn with a path, a pond and trees.</summary>
    public static void Park(PlanView view, Dice dice, Vector2 middle, float side)
    {
        DrawingContext context = view.Context;
        Palette palette = context.Palette;
        LinearColor lawn = palette.Second.Mix(palette.Near, 0.45f).Mix(palette.Ground, 0.3f);
        lawn = lawn.Mix(context.SnowPaper, context.Snow * 0.8f);
        view.Plate(new Lot(middle.X - (side / 2), middle.Y - (side / 2), side, side), 0f, lawn);
        var path = new Outline(view.Turn);
        path.Stroke(
            view.Road * 0.14f,
            middle.X - (side / 2),
            middle.Y + (side * dice.Range(-0.3f, 0.3f)),
            middle.X,
            middle.Y,
            middle.X + (side / 2),
            middle.Y + (side * dice.Range(-0.3f, 0.3f))
        );
        context.Canvas.Fill(path, palette.Ground.Mix(palette.Horizon, 0.5f));
        LinearColor water = palette.Sky.Mix(palette.Second, 0.2f);
        view.Disc(middle.X + (side * 0.16f), middle.Y - (side * 0.16f), side * 0.16f, 0f, water);
        context.Canvas.Lay(view.Style(2f));
        if (context.ThemeStyle.Props)
        {
            Trees(view, dice, middle, side, lawn.Mix(palette.Dark, 0.25f));
        }
    }

    private static void Trees(PlanView view, Dice dice, Vector2 middle, float side, LinearColor paper)
    {
        for (int i = 0; i < 13; i++)
        {
            float x = middle.X + (side * dice.Range(-0.44f, 0.44f));
            float y = middle.Y + (side * dice.Range(-0.44f, 0.44f));
            float r = view.Road * dice.Range(0.16f, 0.28f);
            LinearColor leaf = DrawingContext.Vary(paper, dice, 0.2f);
            view.Disc(x, y, r, 0.05f, leaf);
            view.Disc(x - (r * 0.2f), y - (r * 0.2f), r * 0.6f, 0.06f, leaf.Scale(1.25f));
        }

        view.Context.Canvas.Lay(view.Style(8f));
    }
}
