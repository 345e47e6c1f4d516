using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Pavement, kerb and road, with lamps and trees along the houses.</summary>
internal static class StreetPainter
{
    public static void Paint(StageSet set)
    {
        PaintGround(set);
        PaintFurniture(set);
    }

    private static void PaintGround(StageSet set)
    {
        Palette palette = set.Palette;
        float depth = set.Height - set.Ground;
        float kerb = set.Ground + (depth * 0.17f);
        float near = set.Ground + (depth * 0.88f);
        LinearColor pavement = palette.Ground.Mix(palette.Horizon, 0.22f).Mix(palette.Cloud, set.Snow * 0.8f);
        LinearColor road = palette.Ground.Mix(palette.Dark, 0.34f).Mix(palette.Cloud, set.Snow * 0.45f);
        Slab(set, set.Ground, set.Height, pavement.Scale(0.96f), pavement.Scale(1.05f), kerb);
        set.Stage.Lay(Style(set, 8f, 0.6f));
        Slab(set, kerb, near, road.Scale(1.16f), road.Scale(0.8f), near);
        Lanes(set, kerb, near, pavement.Mix(palette.Lamp, 0.25f));
        set.Stage.Lay(Style(set, 2.5f, 0.5f));
        Slab(set, near, set.Height, pavement.Scale(0.8f), pavement.Scale(0.55f), set.Height);
        set.Stage.Lay(Style(set, 5f, 0.7f));
    }

    private static void Slab(StageSet set, float top, float bottom, LinearColor from, LinearColor to, float gradientEnd)
    {
        var slab = new Outline();
        slab.Rect(-20f, top, set.Width + 40f, bottom - top + 2f);
        set.Stage.Cut(slab, Ink.Vertical(from, to, top, gradientEnd));
    }

    private static void Lanes(StageSet set, float top, float bottom, LinearColor paint)
    {
        float vanishing = set.Width * 0.5f;
        float depth = bottom - top;
        float y0 = top + (depth * 0.42f);
        float y1 = top + (depth * 0.50f);
        float pitch = 128f * set.Unit;
        for (float x = -pitch; x < set.Width + pitch; x += pitch)
        {
            float lean = (x - vanishing) * 0.05f;
            var dash = new Outline();
            dash.Polygon(x, y0, x + (pitch * 0.48f), y0, x + (pitch * 0.5f) + lean, y1, x + lean, y1);
            set.Stage.Cut(dash, paint.WithAlpha(0.75f), 0.6f);
        }
    }

    private static void PaintFurniture(StageSet set)
    {
        Dice dice = set.Dice.Fork("furniture");
        float ground = set.Ground + ((set.Height - set.Ground) * 0.1f);
        float pitch = 250f * set.Unit;
        int count = Math.Max(1, (int)(set.Width / pitch));
        pitch = set.Width / count;
        for (int i = 0; i < count; i++)
        {
            float x = (i + 0.5f + dice.Range(-0.1f, 0.1f)) * pitch;
            if (dice.Chance(0.42f))
            {
                Props.Tree(set, dice, x, ground, dice.Range(0.85f, 1.25f) * set.Unit);
            }
            else
            {
                Props.Lamp(set, x, ground, set.Unit);
            }
        }

        set.Stage.Lay(Style(set, 9f, 0.75f));
    }

    private static CutStyle Style(StageSet set, float depth, float shadow) =>
        new()
        {
            Depth = depth * set.Unit,
            Shadow = set.Palette.Shadow * shadow,
            Edge = 0.24f,
            Fibre = 0.045f,
        };
}
