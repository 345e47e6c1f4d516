using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>One tower: body, roof, windows.</summary>
internal static class Tower
{
    public static void Build(
        DrawingContext context,
        Dice dice,
        float x,
        float ground,
        float width,
        float height,
        LinearColor paper,
        RowPlan plan
    )
    {
        if (context.ThemeStyle.Bold && dice.Chance(0.4f))
        {
            paper = paper.Mix(
                dice.Pick<LinearColor>([context.Palette.Accent, context.Palette.Second, context.Palette.Lamp]),
                0.6f
            );
        }

        float top = ground - height;
        float bodyTop = top;
        var shape = new Outline();
        switch (dice.Index(8))
        {
            case 0:
                Stepped(shape, x, top, width, height);
                bodyTop = top + (height * 0.2f);
                break;
            case 1:
                shape.Polygon(x, ground, x, top + (width * 0.35f), x + width, top, x + width, ground);
                bodyTop = top + (width * 0.38f);
                break;
            case 2:
                shape.Rect(x, top, width, height);
                shape.Dome(x + (width / 2), top, width * 0.36f, width * 0.4f, MathF.PI, MathF.PI * 2);
                shape.Stroke(1.6f * context.Unit, x + (width / 2), top, x + (width / 2), top - (width * 0.62f));
                break;
            case 3:
                shape.Rect(x, top, width, height);
                Spire(shape, x + (width / 2), top, width, height, context.Unit);
                break;
            case 4:
                shape.Rect(x, top, width, height);
                WaterTank(shape, x + (width * dice.Range(0.3f, 0.7f)), top, width, context.Unit);
                break;
            case 5:
                shape.Polygon(
                    x,
                    ground,
                    x,
                    top + (width * 0.3f),
                    x + (width / 2),
                    top,
                    x + width,
                    top + (width * 0.3f),
                    x + width,
                    ground
                );
                bodyTop = top + (width * 0.34f);
                break;
            default:
                shape.Rect(x, top, width, height);
                shape.Rect(
                    x + (width * 0.16f),
                    top - (5f * context.Unit),
                    width * dice.Range(0.2f, 0.5f),
                    7f * context.Unit
                );
                break;
        }

        context.Canvas.Cut(shape, Ink.Vertical(paper.Scale(1.08f), paper.Scale(0.86f), top, ground));
        Windows(context, dice, x, bodyTop, width, ground - bodyTop, paper, plan);
    }

    private static void Windows(
        DrawingContext context,
        Dice dice,
        float x,
        float top,
        float width,
        float height,
        LinearColor paper,
        RowPlan plan
    )
    {
        if (!context.ThemeStyle.Details || !dice.Chance(plan.WindowShare + 0.3f))
        {
            return;
        }

        float pitch = dice.Range(10.5f, 14f) * context.Unit * MathF.Sqrt(context.Zoom) * (0.7f + (plan.Detail * 0.5f));
        float tall = pitch * dice.Range(1.15f, 1.6f);
        int columns = (int)((width - (pitch * 0.5f)) / pitch);
        int rows = (int)((height - (pitch * 0.6f)) / tall);
        if (columns < 1 || rows < 1 || pitch < 3f)
        {
            return;
        }

        float margin = (width - (columns * pitch)) / 2;
        float w = pitch * dice.Range(0.38f, 0.6f);
        float h = tall * dice.Range(0.42f, 0.6f);
        var dark = new Outline();
        var lit = new Outline();
        var bright = new Outline();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float wx = x + margin + (column * pitch) + ((pitch - w) / 2);
                float wy = top + (pitch * 0.6f) + (row * tall);
                float chance = dice.Next();
                Outline kind =
                    chance < context.Palette.Lit * 0.28f ? bright
                    : chance < context.Palette.Lit * 0.75f ? lit
                    : dark;
                kind.Rect(wx, wy, w, h);
            }
        }

        float strength = 0.35f + (plan.Detail * 0.6f);
        LinearColor lamp = context.Palette.Lamp;
        context.Canvas.Fill(dark, paper.Scale(context.Palette.Lit > 0.5f ? 0.72f : 0.78f));
        context.Canvas.Fill(lit, paper.Mix(lamp.Scale(0.8f), 0.62f * strength));
        context.Canvas.Fill(bright, lamp.Scale(context.LampGain * 0.62f).WithAlpha(0.55f + (0.4f * strength)));
    }

    private static void Stepped(Outline shape, float x, float top, float width, float height)
    {
        float ground = top + height;
        float step = height * 0.09f;
        shape.Polygon(
            x,
            ground,
            x,
            top + (2 * step),
            x + (width * 0.16f),
            top + (2 * step),
            x + (width * 0.16f),
            top + step,
            x + (width * 0.32f),
            top + step,
            x + (width * 0.32f),
            top,
            x + (width * 0.68f),
            top,
            x + (width * 0.68f),
            top + step,
            x + (width * 0.84f),
            top + step,
            x + (width * 0.84f),
            top + (2 * step),
            x + width,
            top + (2 * step),
            x + width,
            ground
        );
    }

    private static void Spire(Outline shape, float x, float top, float width, float height, float unit)
    {
        float rise = Math.Min(height * 0.3f, width * 1.2f);
        shape.Polygon(x - (width * 0.22f), top, x, top - rise, x + (width * 0.22f), top);
        shape.Stroke(1.5f * unit, x, top - rise, x, top - (rise * 1.35f));
    }

    private static void WaterTank(Outline shape, float x, float top, float width, float unit)
    {
        float w = Math.Min(width * 0.4f, 20f * unit);
        float leg = w * 0.55f;
        shape.Stroke(1.4f * unit, x - (w * 0.36f), top, x - (w * 0.36f), top - leg);
        shape.Stroke(1.4f * unit, x + (w * 0.36f), top, x + (w * 0.36f), top - leg);
        shape.Rect(x - (w / 2), top - leg - (w * 0.75f), w, w * 0.75f);
        shape.Polygon(
            x - (w * 0.56f),
            top - leg - (w * 0.75f),
            x,
            top - leg - (w * 1.2f),
            x + (w * 0.56f),
            top - leg - (w * 0.75f)
        );
    }
}

/// <summary>Measures of a row of towers. Heights are fractions of the ground's row, widths units.</summary>
internal readonly record struct RowPlan(
    LinearColor Paper,
    float MinHeight,
    float MaxHeight,
    float MinWidth,
    float MaxWidth,
    float Air,
    float WindowShare,
    float Detail
);
