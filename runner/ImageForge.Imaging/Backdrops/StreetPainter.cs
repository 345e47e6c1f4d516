using ImageForge.Imaging.Assets;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Pavement, kerb and road, with lamps, trees and passers-by along the houses.</summary>
internal static class StreetPainter
{
    public static void Paint(StageSet set)
    {
        set.LieOnGround();
        PaintGround(set);
        if (set.Wetness > 0.05f)
        {
            float depth = (set.Height - set.Ground) * 1.05f;
            WetGround.Reflect(set, 0f, set.Width, set.Ground + 1f, depth, set.Wetness * 0.6f);
        }
    }

    /// <summary>What stands on the pavement, nearer than the houses and all that is placed among them.</summary>
    public static void PaintPavement(StageSet set)
    {
        if (!set.Manner.Props)
        {
            return;
        }

        set.StandAt(0.28f);
        PaintPassersBy(set);
        PaintFurniture(set);
    }

    private static void PaintGround(StageSet set)
    {
        Palette palette = set.Palette;
        float depth = set.Height - set.Ground;
        float kerb = set.Ground + (depth * 0.19f);
        float near = set.Ground + (depth * 0.9f);
        LinearColor pavement = palette.Ground.Mix(palette.Horizon, 0.26f).Mix(set.SnowPaper, set.Snow * 0.85f);
        LinearColor road = palette.Ground.Mix(palette.Dark, 0.34f).Mix(set.SnowPaper, set.Snow * 0.5f);
        Slab(set, set.Ground, set.Height, pavement.Scale(0.94f), pavement.Scale(1.08f), kerb);
        Paving(set, set.Ground, kerb, pavement.Scale(0.82f));
        Spill(set, set.Ground + (depth * 0.07f));
        set.Stage.Lay(Style(set, 8f, 0.6f));
        Slab(set, kerb, near, road.Scale(1.2f), road.Scale(0.78f), near);
        if (set.Manner.Details || set.Manner.AllPlanes)
        {
            Lanes(set, kerb, near, pavement.Mix(palette.Lamp, 0.25f), road);
        }

        Spill(set, kerb + (depth * 0.05f));
        set.Stage.Lay(Style(set, 3f, 0.6f));
        Slab(set, near, set.Height, pavement.Scale(0.78f), pavement.Scale(0.5f), set.Height);
        set.Stage.Lay(Style(set, 6f, 0.75f));
    }

    private static void Slab(StageSet set, float top, float bottom, LinearColor from, LinearColor to, float gradientEnd)
    {
        var slab = new Outline();
        slab.Rect(-20f, top, set.Width + 40f, bottom - top + 2f);
        set.Stage.Cut(slab, Ink.Vertical(from, to, top, gradientEnd));
    }

    // Joints run to a vanishing point in the middle of the horizon.
    private static void Paving(StageSet set, float top, float bottom, LinearColor joint)
    {
        float pitch = 44f * set.Unit;
        float vanishing = set.Arrangement.Vanishing * set.Width;
        float slope = Slope(set, bottom - top, 0.16f, 0.19f);
        var joints = new Outline();
        int reach = (int)(set.Width / pitch) + 1;
        for (int i = -reach; i <= reach; i++)
        {
            float x = vanishing + (i * pitch);
            float lean = (x - vanishing) * slope;
            float w = 1.1f * set.Unit;
            joints.Polygon(x, top, x + w, top, x + w + lean, bottom, x + lean, bottom);
        }

        joints.Rect(0f, top + ((bottom - top) * 0.45f), set.Width, 1.1f * set.Unit);
        set.Stage.Fill(joints, joint.WithAlpha(0.6f));
        var kerb = new Outline();
        kerb.Rect(-9f, bottom - (5f * set.Unit), set.Width + 18f, 5f * set.Unit);
        set.Stage.Fill(kerb, joint.Scale(1.7f));
    }

    // How much wider apart lines are at the lower edge of a strip: more where the street is deeper than usual.
    private static float Slope(StageSet set, float depth, float usual, float share) =>
        usual * Math.Max(0.6f, depth / (share * 0.35f * set.Height));

    // Light that falls out of the shops.
    private static void Spill(StageSet set, float y)
    {
        if (set.Palette.Lit < 0.2f)
        {
            return;
        }

        Dice dice = set.Dice.Fork("spill");
        float pitch = 120f * set.Unit;
        for (float x = dice.Range(0f, pitch); x < set.Width + pitch; x += pitch * dice.Range(0.8f, 1.4f))
        {
            LinearColor light = set.Palette.Lamp.Scale(0.36f * set.Palette.Lit * dice.Range(0.6f, 1f));
            set.Stage.Sheet.Glow(x, y, 105f * set.Unit, 26f * set.Unit, light);
        }
    }

    private static void Lanes(StageSet set, float top, float bottom, LinearColor paint, LinearColor road)
    {
        float vanishing = set.Arrangement.Vanishing * set.Width;
        float depth = bottom - top;
        float pitch = 128f * set.Unit;
        // A street that is seen from above has room for four lanes.
        foreach (float row in set.FromAbove ? (ReadOnlySpan<float>)[0.24f, 0.5f, 0.78f] : [0.43f])
        {
            Dashes(set, top + (depth * row), depth * 0.07f, pitch, vanishing, paint);
        }

        foreach (float at in (ReadOnlySpan<float>)[0.14f, 0.22f, 0.72f, 0.83f])
        {
            var rail = new Outline();
            rail.Rect(-9f, top + (depth * at), set.Width + 18f, (1.2f + (at * 1.6f)) * set.Unit);
            set.Stage.Fill(rail, road.Scale(0.6f));
        }

        Crossing(set, top, bottom, paint);
    }

    private static void Dashes(StageSet set, float y0, float height, float pitch, float vanishing, LinearColor paint)
    {
        float y1 = y0 + height;
        for (float x = -pitch; x < set.Width + pitch; x += pitch)
        {
            float lean = (x - vanishing) * 0.05f;
            var dash = new Outline();
            dash.Polygon(x, y0, x + (pitch * 0.48f), y0, x + (pitch * 0.5f) + lean, y1, x + lean, y1);
            set.Stage.Cut(dash, paint.WithAlpha(0.72f), 0.6f);
        }
    }

    private static void Crossing(StageSet set, float top, float bottom, LinearColor paint)
    {
        Dice dice = set.Dice.Fork("crossing");
        float vanishing = set.Arrangement.Vanishing * set.Width;
        float slope = Slope(set, bottom - top, 0.34f, 0.71f);
        float center = set.Width * (dice.Chance(0.5f) ? dice.Range(0.12f, 0.26f) : dice.Range(0.74f, 0.88f));
        float stripe = 15f * set.Unit;
        for (int i = -2; i <= 2; i++)
        {
            float x = center + (i * stripe * 2f);
            float lean = (x - vanishing) * slope;
            var bar = new Outline();
            bar.Polygon(
                x,
                top + (3f * set.Unit),
                x + stripe,
                top + (3f * set.Unit),
                x + (stripe * 1.5f) + lean,
                bottom - (3f * set.Unit),
                x + lean,
                bottom - (3f * set.Unit)
            );
            set.Stage.Cut(bar, paint.WithAlpha(0.5f), 0.8f);
        }
    }

    private static void PaintPassersBy(StageSet set)
    {
        Dice dice = set.Dice.Fork("passers-by");
        float ground = set.Ground + ((set.Height - set.Ground) * 0.13f);
        float height = 70f * set.Unit;
        var box = new PlacedBox(0f, ground - (100f * set.Unit), set.Width, 100f * set.Unit);
        var canvas = new AssetCanvas(set, box, 1, 0.5f, dice);
        int count = (int)(set.Width / (170f * set.Unit)) + dice.Index(3);
        for (int i = 0; i < count; i++)
        {
            float x = (i + dice.Range(0.1f, 0.9f)) / count * canvas.Right;
            if (!set.Arrangement.Stands(x / canvas.Right, x / canvas.Right))
            {
                continue;
            }

            People.Person(canvas, x, 100f - dice.Range(0f, 5f), height / set.Unit * dice.Range(0.86f, 1.05f), dice);
            if (dice.Chance(0.3f))
            {
                People.Person(canvas, x + 15f, 100f, height / set.Unit * dice.Range(0.7f, 1.05f), dice);
            }
        }

        set.Stage.Lay(Style(set, 5f, 0.7f));
    }

    private static void PaintFurniture(StageSet set)
    {
        Dice dice = set.Dice.Fork("furniture");
        float ground = set.Ground + ((set.Height - set.Ground) * 0.17f);
        float pitch = 230f * set.Unit;
        int count = Math.Max(1, (int)(set.Width / pitch));
        pitch = set.Width / count;
        for (int i = 0; i < count; i++)
        {
            float x = (i + 0.5f + dice.Range(-0.1f, 0.1f)) * pitch;
            bool tree = dice.Chance(0.42f);
            if (!set.Arrangement.Stands(x / set.Width, x / set.Width))
            {
                continue;
            }

            if (tree && !set.KeptClear.Exists(c => x > c.Left && x < c.Right))
            {
                Props.Tree(set, dice, x, ground, dice.Range(1.05f, 1.5f) * set.Unit);
            }
            else
            {
                Props.Lamp(set, x, ground, set.Unit * 1.25f);
            }

            if (dice.Chance(0.5f))
            {
                Props.Bench(set, x + (pitch * 0.4f), ground, set.Unit);
            }
        }

        set.Stage.Lay(Style(set, 9f, 0.75f));
    }

    private static CutStyle Style(StageSet set, float depth, float shadow) => set.Style(depth, shadow, 0.24f, 0.045f);
}
