using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Flakes of three sizes that drift, and drifts along the lower edge; in a storm they fly and the air is white.</summary>
internal sealed class SnowAtmosphere(bool storm) : Atmosphere
{
    public override float Snow => 1f;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        var white = new LinearColor(0.92f, 0.95f, 1f);
        if (storm)
        {
            uint seed = dice.Fork("air").Seed;
            SoftField.Paint(
                context,
                14f,
                white.WithAlpha(0.8f),
                white.WithAlpha(0.8f),
                (x, y) =>
                    (0.34f + (0.26f * intensity))
                    * (0.75f + (0.6f * ValueNoise.Fractal(seed, (x + (y * 0.5f)) / 260f, (y - (x * 0.2f)) / 90f, 3)))
            );
        }

        float wind = storm ? dice.Range(1.1f, 1.6f) : 0f;
        LinearColor bright = white.Scale(storm ? 1f : Lift(intensity));
        Flakes(
            context,
            dice,
            Particles.Count(context, (storm ? 420f : 300f) * (0.5f + intensity)),
            1.7f,
            0.9f,
            wind,
            bright
        );
        Flakes(
            context,
            dice,
            Particles.Count(context, (storm ? 240f : 170f) * (0.45f + intensity)),
            3.4f,
            1f,
            wind,
            bright
        );
        Flakes(
            context,
            dice,
            Particles.Count(context, (storm ? 50f : 46f) * (0.3f + intensity)),
            7f,
            0.8f,
            wind,
            bright
        );
        Drift(context, dice, intensity, white);
    }

    private static void Flakes(
        DrawingContext context,
        Dice dice,
        int count,
        float size,
        float alpha,
        float wind,
        LinearColor white
    )
    {
        for (int i = 0; i < count; i++)
        {
            float x = dice.Range(-0.05f, 1.05f) * context.Width;
            float y = dice.Range(-0.02f, 1f) * context.Height;
            float r = size * dice.Range(0.65f, 1.3f) * context.Unit;
            var flake = new Outline();
            if (wind > 0f)
            {
                float reach = r * 6f * wind;
                flake.Stroke(r * 0.9f, x, y, x - reach, y + (reach * 0.38f));
            }
            else
            {
                flake.Circle(x, y, r);
            }

            context.Canvas.Fill(flake, white.WithAlpha(alpha * dice.Range(0.6f, 1f)));
            if (r > 4f * context.Unit && wind == 0f)
            {
                // Out of focus: a soft rim around the largest.
                context.Canvas.Fill(new Outline().Circle(x, y, r * 1.5f), white.WithAlpha(0.22f));
            }
        }
    }

    private static void Drift(DrawingContext context, Dice dice, float intensity, LinearColor white)
    {
        for (int layer = 0; layer < 2; layer++)
        {
            uint seed = dice.Fork(layer).Seed;
            float height = (34f + (42f * intensity)) * context.Unit * (layer == 0 ? 1f : 0.6f);
            var drift = new Outline();
            drift.Move(-9f, context.Height + 9f);
            for (int i = 0; i <= 40; i++)
            {
                float x = ((context.Width + 18f) * i / 40f) - 9f;
                float edge = Math.Abs((i / 20f) - 1f);
                float rise =
                    height
                    * (0.35f + (0.65f * edge * edge) + (0.35f * ValueNoise.At(seed, x / (150f * context.Unit), 0.5f)));
                drift.Line(x, context.Height - rise);
            }

            drift.Line(context.Width + 9f, context.Height + 9f).Close();
            context.Canvas.Fill(drift, white.Scale(layer == 0 ? 0.8f : 0.98f).WithAlpha(0.92f));
        }
    }
}
