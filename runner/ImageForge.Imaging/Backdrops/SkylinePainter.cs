using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Hills, two rows of towers and before them a landmark, paler with distance.</summary>
internal static class SkylinePainter
{
    public static void Paint(StageSet set)
    {
        Palette palette = set.Palette;
        if (set.Manner.AllPlanes)
        {
            set.StandAt(0.95f);
            PaintHills(set);
            set.StandAt(0.8f);
            Row(set, "far", new RowPlan(palette.Far, 0.30f, 0.62f, 34f, 74f, 0.28f, 0.25f, 0.35f));
        }

        set.StandAt(0.6f);
        Row(set, "middle", new RowPlan(palette.Middle, 0.22f, 0.50f, 52f, 104f, 0.14f, 0.6f, 0.7f));
        Landmark.Paint(set);
        set.Stage.Lay(Style(set, 9f, 0.75f, palette.Lit > 0.5f ? -0.05f : 0.1f));
    }

    private static void PaintHills(StageSet set)
    {
        Dice dice = set.Dice.Fork("hills");
        float y = set.Ground * dice.Range(0.68f, 0.76f);
        var hills = new Outline();
        hills.Move(-9f, set.Ground + 9f);
        int steps = 48;
        for (int i = 0; i <= steps; i++)
        {
            float x = (set.Width + 18f) * i / steps - 9f;
            float rise = ValueNoise.Fractal(dice.Seed, x / (330f * set.Unit), 0.5f, 3) * 62f * set.Unit;
            hills.Line(x, y - rise);
        }

        hills.Line(set.Width + 9f, set.Ground + 9f).Close();
        LinearColor paper = set.Palette.Far.Mix(set.Palette.Horizon, 0.55f);
        set.Stage.Cut(hills, paper);
        set.Stage.Lay(Style(set, 6f, 0.35f, 0.25f));
    }

    private static void Row(StageSet set, string name, RowPlan plan)
    {
        Dice dice = set.Dice.Fork(name);
        float ground = set.Ground + (4f * set.Unit);
        float scale = set.Unit * set.Zoom;
        float x = -dice.Range(0f, 40f) * scale;
        float rhythm = dice.Range(0f, 10f);
        float district = dice.Range(0.78f, 1.14f);
        while (x < set.Width)
        {
            float width = dice.Range(plan.MinWidth, plan.MaxWidth) * scale;
            // Heights swell and sink along the row, so that the roofs make a line and not a comb.
            float swell = 0.5f + (0.5f * ValueNoise.At(dice.Seed, (x / (260f * scale)) + rhythm, 3.7f));
            float part = plan.MinHeight + ((plan.MaxHeight - plan.MinHeight) * ((swell * 0.7f) + (dice.Next() * 0.3f)));
            float height = part * district * set.Ground * Math.Min(1.25f, MathF.Sqrt(set.Zoom));
            float rise = set.Arrangement.Rise((x + (width / 2)) / set.Width);
            LinearColor paper = StageSet.Vary(plan.Paper, dice, 0.10f);
            if (rise > 0.6f)
            {
                Tower.Build(set, dice, x, ground, width, height * rise * set.Rise, paper, plan);
            }

            x += width + (dice.Chance(0.25f) ? dice.Range(2f, 16f) * scale : -1f);
        }

        set.Stage.Lay(Style(set, plan.Detail > 0.5f ? 11f : 8f, 0.75f, plan.Air));
    }

    private static CutStyle Style(StageSet set, float depth, float shadow, float air) =>
        set.Style(depth, shadow, 0.22f, 0.035f) with
        {
            Haze = set.Palette.Horizon.WithAlpha(air + 0.25f),
            HazeRows = (set.Ground * 0.35f, set.Ground),
        };
}
