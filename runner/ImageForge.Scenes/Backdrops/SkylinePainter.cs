using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>Hills, two rows of towers and before them a landmark, paler with distance.</summary>
internal static class SkylinePainter
{
    public static void Paint(DrawingContext context)
    {
        Palette palette = context.Palette;
        if (context.ThemeStyle.AllPlanes)
        {
            context.StandAt(0.95f);
            PaintHills(context);
            context.StandAt(0.8f);
            Row(context, "far", new RowPlan(palette.Far, 0.30f, 0.62f, 34f, 74f, 0.28f, 0.25f, 0.35f));
        }

        context.StandAt(0.6f);
        Row(context, "middle", new RowPlan(palette.Middle, 0.22f, 0.50f, 52f, 104f, 0.14f, 0.6f, 0.7f));
        Landmark.Paint(context);
        context.Canvas.Lay(Style(context, 9f, 0.75f, palette.Lit > 0.5f ? -0.05f : 0.1f));
    }

    private static void PaintHills(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("hills");
        float y = context.Ground * dice.Range(0.68f, 0.76f);
        var hills = new Outline();
        hills.Move(-9f, context.Ground + 9f);
        int steps = 48;
        for (int i = 0; i <= steps; i++)
        {
            float x = (context.Width + 18f) * i / steps - 9f;
            float rise = ValueNoise.Fractal(dice.Seed, x / (330f * context.Unit), 0.5f, 3) * 62f * context.Unit;
            hills.Line(x, y - rise);
        }

        hills.Line(context.Width + 9f, context.Ground + 9f).Close();
        LinearColor paper = context.Palette.Far.Mix(context.Palette.Horizon, 0.55f);
        context.Canvas.Cut(hills, paper);
        context.Canvas.Lay(Style(context, 6f, 0.35f, 0.25f));
    }

    private static void Row(DrawingContext context, string name, RowPlan plan)
    {
        Dice dice = context.Dice.Fork(name);
        float ground = context.Ground + (4f * context.Unit);
        float scale = context.Unit * context.Zoom;
        float x = -dice.Range(0f, 40f) * scale;
        float rhythm = dice.Range(0f, 10f);
        float district = dice.Range(0.78f, 1.14f);
        while (x < context.Width)
        {
            float width = dice.Range(plan.MinWidth, plan.MaxWidth) * scale;
            // Heights swell and sink along the row, so that the roofs make a line and not a comb.
            float swell = 0.5f + (0.5f * ValueNoise.At(dice.Seed, (x / (260f * scale)) + rhythm, 3.7f));
            float part = plan.MinHeight + ((plan.MaxHeight - plan.MinHeight) * ((swell * 0.7f) + (dice.Next() * 0.3f)));
            float height = part * district * context.Ground * Math.Min(1.25f, MathF.Sqrt(context.Zoom));
            float rise = context.Arrangement.Rise((x + (width / 2)) / context.Width);
            LinearColor paper = DrawingContext.Vary(plan.Paper, dice, 0.10f);
            if (rise > 0.6f)
            {
                Tower.Build(context, dice, x, ground, width, height * rise * context.Rise, paper, plan);
            }

            x += width + (dice.Chance(0.25f) ? dice.Range(2f, 16f) * scale : -1f);
        }

        context.Canvas.Lay(Style(context, plan.Detail > 0.5f ? 11f : 8f, 0.75f, plan.Air));
    }

    private static CutStyle Style(DrawingContext context, float depth, float shadow, float air) =>
        context.Style(depth, shadow, 0.22f, 0.035f) with
        {
            Haze = context.Palette.Horizon.WithAlpha(air + 0.25f),
            HazeRows = (context.Ground * 0.35f, context.Ground),
        };
}
