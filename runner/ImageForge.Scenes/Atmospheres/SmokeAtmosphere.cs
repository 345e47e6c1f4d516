using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Columns of dark smoke behind the houses, cut in puffs that widen and pale as they rise, and a pall under the sky.</summary>
internal sealed class SmokeAtmosphere : Atmosphere
{
    private static readonly LinearColor Soot = new(0.018f, 0.016f, 0.022f);

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        Pall(context, intensity, dice.Fork("pall").Seed);
        int columns = Math.Max(
            1,
            (int)((0.8f + (1.9f * intensity)) * Math.Clamp(context.Width / context.Height, 0.7f, 3f))
        );
        float drift = (dice.Chance(0.5f) ? 0.2f : -0.2f) * Math.Min(context.Width, context.Height * 1.2f);
        for (int i = 0; i < columns; i++)
        {
            float x = context.Width * ((i + dice.Range(0.25f, 0.75f)) / columns);
            Column(context, dice.Fork(i), x, drift, intensity);
        }
    }

    private static void Pall(DrawingContext context, float intensity, uint seed)
    {
        float ground = context.Ground / context.Unit;
        SoftField.Paint(
            context,
            12f,
            Soot.Mix(context.Palette.Cloud, 0.14f),
            Soot.Mix(context.Palette.Horizon, 0.14f),
            (x, y) =>
            {
                float high = Math.Clamp(1f - (y / (ground * 0.8f)), 0f, 1f);
                float bank = ValueNoise.Fractal(seed, x / 260f, y / 90f, 3);
                return (0.38f + (0.5f * high)) * (0.62f + (0.5f * bank)) * (0.8f + (0.2f * intensity));
            }
        );
    }

    private static void Column(DrawingContext context, Dice dice, float source, float drift, float intensity)
    {
        int puffs = 13 + (int)(7f * intensity);
        float reach = Math.Min(context.Ground * 1.1f, context.Width * 1.6f);
        LinearColor pale = context.Palette.Cloud.Mix(context.Palette.Horizon, 0.4f);
        for (int i = puffs - 1; i >= 0; i--)
        {
            // The highest, which lie farthest back, first.
            float t = i / (float)puffs;
            float r = (17f + (82f * t)) * context.Unit * dice.Range(0.85f, 1.15f) * (0.8f + (0.25f * intensity));
            float x = source + (drift * t * t) + (dice.Range(-0.45f, 0.45f) * r);
            float y = context.Ground - (96f * context.Unit) - (reach * t);
            // Little smoke is thin and pale, much of it black.
            float thin = 1f - intensity;
            LinearColor dark = Soot.Mix(pale, 0.03f + (0.13f * t) + (0.3f * thin));
            LinearColor lit = Soot.Mix(pale, 0.12f + (0.26f * t) + (0.6f * thin)).Scale(Lift(intensity));
            Puff(context, dice, x, y, r, dark, lit);
            if (i < 2)
            {
                context.Canvas.Sheet.Glow(
                    x,
                    y + (r * 0.4f),
                    r * 1.7f,
                    new LinearColor(1.1f, 0.32f, 0.04f).Scale(0.7f * Lift(intensity))
                );
            }
        }
    }

    // Lit from the upper left: a dark disc with lobes, and paler ones set off towards the light.
    private static void Puff(
        DrawingContext context,
        Dice dice,
        float x,
        float y,
        float r,
        LinearColor dark,
        LinearColor lit
    )
    {
        Outline body = new Outline().Circle(x, y, r);
        Outline light = new Outline().Circle(x - (r * 0.16f), y - (r * 0.2f), r * 0.72f);
        float turn = dice.Range(0f, 1.2f);
        for (int i = 0; i < 5; i++)
        {
            float angle = turn + (1.2566f * i);
            float cx = x + (StableMath.Cos(angle) * r * 0.72f);
            float cy = y + (StableMath.Sin(angle) * r * 0.6f);
            float size = r * dice.Range(0.36f, 0.52f);
            body.Circle(cx, cy, size);
            light.Circle(cx - (size * 0.3f), cy - (size * 0.36f), size * 0.62f);
        }

        context.Canvas.Fill(
            body,
            Ink.Vertical(dark.Mix(lit, 0.3f).WithAlpha(0.95f), dark.WithAlpha(0.95f), y - r, y + r)
        );
        context.Canvas.Fill(light, Ink.Vertical(lit.WithAlpha(0.8f), lit.WithAlpha(0f), y - r, y + (r * 0.7f)));
    }
}
