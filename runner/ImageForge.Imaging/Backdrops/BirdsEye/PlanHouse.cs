using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops.BirdsEye;

/// <summary>A house from above: the walls that can be seen, and the roof over them.</summary>
internal static class PlanHouse
{
    public static void Paint(PlanView view, Dice dice, Lot lot, float height)
    {
        StageSet set = view.Set;
        Palette palette = set.Palette;
        LinearColor tint = dice.Index(6) switch
        {
            0 => palette.Near.Mix(palette.Accent, 0.45f),
            1 => palette.Near.Mix(palette.Second, 0.4f),
            2 => palette.Middle,
            3 => palette.Far.Mix(palette.Middle, 0.5f),
            _ => palette.Near.Mix(palette.Middle, 0.5f),
        };
        LinearColor paper = StageSet.Vary(tint, dice, 0.14f);
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
            set.Stage.Fill(wall, paper.Scale(i is 0 or 3 ? 0.85f : 0.55f));
            if (set.Manner.Details)
            {
                Panes(view, dice, a, b, height, paper);
            }
        }

        PlanRoof.Paint(view, dice, lot, height, paper.Mix(set.SnowPaper, set.Snow * 0.8f));
    }

    private static void Panes(PlanView view, Dice dice, Vector2 a, Vector2 b, float height, LinearColor paper)
    {
        StageSet set = view.Set;
        int columns = Math.Max(2, (int)((b - a).Length() / (22f * set.Unit)));
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
                AddWall(view, dice.Chance(set.Palette.Lit * 0.7f) ? lit : dark, p, q, low, high);
            }
        }

        set.Stage.Fill(dark, paper.Mix(set.Palette.Dark, 0.5f));
        set.Stage.Fill(lit, set.Lamp.Scale(0.7f));
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
