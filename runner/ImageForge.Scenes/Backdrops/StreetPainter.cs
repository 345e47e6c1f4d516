using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>Pavement, kerb and road, with lamps, trees and passers-by along the houses.</summary>
internal static class StreetPainter
{
    public static void Paint(DrawingContext context)
    {
        context.LieOnGround();
        PaintGround(context);
        if (context.Wetness > 0.05f)
        {
            float depth = (context.Height - context.Ground) * 1.05f;
            WetGround.Reflect(context, 0f, context.Width, context.Ground + 1f, depth, context.Wetness * 0.6f);
        }
    }

    /// <summary>What stands on the pavement, nearer than the houses and all that is placed among them.</summary>
    public static void PaintPavement(DrawingContext context)
    {
        if (!context.ThemeStyle.Props)
        {
            return;
        }

        context.StandAt(0.28f);
        PaintPassersBy(context);
        PaintFurniture(context);
    }

    private static void PaintGround(DrawingContext context)
    {
        Palette palette = context.Palette;
        float depth = context.Height - context.Ground;
        float kerb = context.Ground + (depth * 0.19f);
        float near = context.Ground + (depth * 0.9f);
        LinearColor pavement = palette.Ground.Mix(palette.Horizon, 0.26f).Mix(context.SnowPaper, context.Snow * 0.85f);
        LinearColor road = palette.Ground.Mix(palette.Dark, 0.34f).Mix(context.SnowPaper, context.Snow * 0.5f);
        Slab(context, context.Ground, context.Height, pavement.Scale(0.94f), pavement.Scale(1.08f), kerb);
        Paving(context, context.Ground, kerb, pavement.Scale(0.82f));
        Spill(context, context.Ground + (depth * 0.07f));
        context.Canvas.Lay(Style(context, 8f, 0.6f));
        Slab(context, kerb, near, road.Scale(1.2f), road.Scale(0.78f), near);
        if (context.ThemeStyle.Details || context.ThemeStyle.AllPlanes)
        {
            Lanes(context, kerb, near, pavement.Mix(palette.Lamp, 0.25f), road);
        }

        Spill(context, kerb + (depth * 0.05f));
        context.Canvas.Lay(Style(context, 3f, 0.6f));
        Slab(context, near, context.Height, pavement.Scale(0.78f), pavement.Scale(0.5f), context.Height);
        context.Canvas.Lay(Style(context, 6f, 0.75f));
    }

    private static void Slab(
        DrawingContext context,
        float top,
        float bottom,
        LinearColor from,
        LinearColor to,
        float gradientEnd
    )
    {
        var slab = new Outline();
        slab.Rect(-20f, top, context.Width + 40f, bottom - top + 2f);
        context.Canvas.Cut(slab, Ink.Vertical(from, to, top, gradientEnd));
    }

    // Joints run to a vanishing point in the middle of the horizon.
    private static void Paving(DrawingContext context, float top, float bottom, LinearColor joint)
    {
        float pitch = 44f * context.Unit;
        float vanishing = context.Arrangement.Vanishing * context.Width;
        float slope = Slope(context, bottom - top, 0.16f, 0.19f);
        var joints = new Outline();
        int reach = (int)(context.Width / pitch) + 1;
        for (int i = -reach; i <= reach; i++)
        {
            float x = vanishing + (i * pitch);
            float lean = (x - vanishing) * slope;
            float w = 1.1f * context.Unit;
            joints.Polygon(x, top, x + w, top, x + w + lean, bottom, x + lean, bottom);
        }

        joints.Rect(0f, top + ((bottom - top) * 0.45f), context.Width, 1.1f * context.Unit);
        context.Canvas.Fill(joints, joint.WithAlpha(0.6f));
        var kerb = new Outline();
        kerb.Rect(-9f, bottom - (5f * context.Unit), context.Width + 18f, 5f * context.Unit);
        context.Canvas.Fill(kerb, joint.Scale(1.7f));
    }

    // How much wider apart lines are at the lower edge of a strip: more where the street is deeper than usual.
    private static float Slope(DrawingContext context, float depth, float usual, float share) =>
        usual * Math.Max(0.6f, depth / (share * 0.35f * context.Height));

    // Light that falls out of the shops.
    private static void Spill(DrawingContext context, float y)
    {
        if (context.Palette.Lit < 0.2f)
        {
            return;
        }

        Dice dice = context.Dice.Fork("spill");
        float pitch = 120f * context.Unit;
        for (float x = dice.Range(0f, pitch); x < context.Width + pitch; x += pitch * dice.Range(0.8f, 1.4f))
        {
            LinearColor light = context.Palette.Lamp.Scale(0.36f * context.Palette.Lit * dice.Range(0.6f, 1f));
            context.Canvas.Sheet.Glow(x, y, 105f * context.Unit, 26f * context.Unit, light);
        }
    }

    private static void Lanes(DrawingContext context, float top, float bottom, LinearColor paint, LinearColor road)
    {
        float vanishing = context.Arrangement.Vanishing * context.Width;
        float depth = bottom - top;
        float pitch = 128f * context.Unit;
        // A street that is seen from above has room for four lanes.
        foreach (float row in context.FromAbove ? (ReadOnlySpan<float>)[0.24f, 0.5f, 0.78f] : [0.43f])
        {
            Dashes(context, top + (depth * row), depth * 0.07f, pitch, vanishing, paint);
        }

        foreach (float at in (ReadOnlySpan<float>)[0.14f, 0.22f, 0.72f, 0.83f])
        {
            var rail = new Outline();
            rail.Rect(-9f, top + (depth * at), context.Width + 18f, (1.2f + (at * 1.6f)) * context.Unit);
            context.Canvas.Fill(rail, road.Scale(0.6f));
        }

        Crossing(context, top, bottom, paint);
    }

    private static void Dashes(
        DrawingContext context,
        float y0,
        float height,
        float pitch,
        float vanishing,
        LinearColor paint
    )
    {
        float y1 = y0 + height;
        for (float x = -pitch; x < context.Width + pitch; x += pitch)
        {
            float lean = (x - vanishing) * 0.05f;
            var dash = new Outline();
            dash.Polygon(x, y0, x + (pitch * 0.48f), y0, x + (pitch * 0.5f) + lean, y1, x + lean, y1);
            context.Canvas.Cut(dash, paint.WithAlpha(0.72f), 0.6f);
        }
    }

    private static void Crossing(DrawingContext context, float top, float bottom, LinearColor paint)
    {
        Dice dice = context.Dice.Fork("crossing");
        float vanishing = context.Arrangement.Vanishing * context.Width;
        float slope = Slope(context, bottom - top, 0.34f, 0.71f);
        float center = context.Width * (dice.Chance(0.5f) ? dice.Range(0.12f, 0.26f) : dice.Range(0.74f, 0.88f));
        float stripe = 15f * context.Unit;
        for (int i = -2; i <= 2; i++)
        {
            float x = center + (i * stripe * 2f);
            float lean = (x - vanishing) * slope;
            var bar = new Outline();
            bar.Polygon(
                x,
                top + (3f * context.Unit),
                x + stripe,
                top + (3f * context.Unit),
                x + (stripe * 1.5f) + lean,
                bottom - (3f * context.Unit),
                x + lean,
                bottom - (3f * context.Unit)
            );
            context.Canvas.Cut(bar, paint.WithAlpha(0.5f), 0.8f);
        }
    }

    private static void PaintPassersBy(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("passers-by");
        float ground = context.Ground + ((context.Height - context.Ground) * 0.13f);
        float height = 70f * context.Unit;
        var box = new PlacedBox(0f, ground - (100f * context.Unit), context.Width, 100f * context.Unit);
        var canvas = new AssetCanvas(context, box, 1, 0.5f, dice);
        int count = (int)(context.Width / (170f * context.Unit)) + dice.Index(3);
        for (int i = 0; i < count; i++)
        {
            float x = (i + dice.Range(0.1f, 0.9f)) / count * canvas.Right;
            if (!context.Arrangement.Stands(x / canvas.Right, x / canvas.Right))
            {
                continue;
            }

            People.Person(canvas, x, 100f - dice.Range(0f, 5f), height / context.Unit * dice.Range(0.86f, 1.05f), dice);
            if (dice.Chance(0.3f))
            {
                People.Person(canvas, x + 15f, 100f, height / context.Unit * dice.Range(0.7f, 1.05f), dice);
            }
        }

        context.Canvas.Lay(Style(context, 5f, 0.7f));
    }

    private static void PaintFurniture(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("furniture");
        float ground = context.Ground + ((context.Height - context.Ground) * 0.17f);
        float pitch = 230f * context.Unit;
        int count = Math.Max(1, (int)(context.Width / pitch));
        pitch = context.Width / count;
        for (int i = 0; i < count; i++)
        {
            float x = (i + 0.5f + dice.Range(-0.1f, 0.1f)) * pitch;
            bool tree = dice.Chance(0.42f);
            if (!context.Arrangement.Stands(x / context.Width, x / context.Width))
            {
                continue;
            }

            if (tree && !context.KeptClear.Exists(c => x > c.Left && x < c.Right))
            {
                Props.Tree(context, dice, x, ground, dice.Range(1.05f, 1.5f) * context.Unit);
            }
            else
            {
                Props.Lamp(context, x, ground, context.Unit * 1.25f);
            }

            if (dice.Chance(0.5f))
            {
                Props.Bench(context, x + (pitch * 0.4f), ground, context.Unit);
            }
        }

        context.Canvas.Lay(Style(context, 9f, 0.75f));
    }

    private static CutStyle Style(DrawingContext context, float depth, float shadow) =>
        context.Style(depth, shadow, 0.24f, 0.045f);
}
