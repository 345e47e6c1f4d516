using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>A blue lift, and ferns of frost that grow from the corners.</summary>
internal sealed class ColdAtmosphere : Atmosphere
{
    private static readonly LinearColor Ice = new(0.86f, 0.95f, 1f);

    public override float Snow => 0.3f;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        float width = context.Width / context.Unit;
        float height = context.Height / context.Unit;
        uint seed = dice.Seed;
        LinearColor blue = LinearColor.Parse("#8fc4f2");
        SoftField.Paint(
            context,
            12f,
            blue,
            blue.Mix(Ice, 0.3f),
            (x, y) =>
            {
                float dx = Math.Abs((x / width * 2f) - 1f);
                float dy = Math.Abs((y / height * 2f) - 1f);
                float corner = Math.Max(0f, (dx * dx * dx) + (dy * dy * dy) - 0.55f);
                float rime = ValueNoise.Fractal(seed, x / 60f, y / 60f, 3);
                return (0.20f + (0.08f * intensity)) + (corner * (0.35f + (0.4f * intensity)) * (1f + (rime * 0.7f)));
            }
        );
        Ferns(context, dice, intensity);
    }

    private static void Ferns(DrawingContext context, Dice dice, float intensity)
    {
        int count = 5 + (int)(12 * intensity);
        float reach = Math.Min(context.Width, context.Height) * (0.12f + (0.20f * intensity));
        for (int corner = 0; corner < 4; corner++)
        {
            bool right = (corner & 1) == 1;
            bool bottom = corner >= 2;
            float inward =
                bottom ? (right ? 3.927f : 5.498f)
                : right ? 2.356f
                : 0.785f;
            for (int i = 0; i < count; i++)
            {
                float along = dice.Next() * reach * 1.3f;
                bool side = dice.Chance(0.5f);
                float x =
                    right ? context.Width - (side ? along : 0f)
                    : side ? along
                    : 0f;
                float y =
                    bottom ? context.Height - (side ? 0f : along)
                    : side ? 0f
                    : along;
                float length = reach * dice.Range(0.45f, 1f) * (1.15f - (along / (reach * 1.6f)));
                // All twigs of a rank in one cut: thousands of single ones would take their time.
                Outline[] ranks = [new(), new(), new()];
                Fern(ranks, context.Unit, dice, x, y, inward + dice.Range(-0.5f, 0.5f), length, 0);
                for (int rank = 0; rank < ranks.Length; rank++)
                {
                    context.Canvas.Fill(ranks[rank], Ice.WithAlpha(0.75f - (0.15f * rank)));
                }
            }
        }
    }

    private static void Fern(
        Outline[] ranks,
        float unit,
        Dice dice,
        float x,
        float y,
        float angle,
        float length,
        int depth
    )
    {
        float cos = StableMath.Cos(angle);
        float sin = StableMath.Sin(angle);
        float w = Math.Max(0.8f, (2.2f - (0.8f * depth)) * unit);
        ranks[depth]
            .Polygon(
                x - (sin * w),
                y + (cos * w),
                x + (cos * length),
                y + (sin * length),
                x + (sin * w),
                y - (cos * w)
            );
        if (depth >= 2 || length < 7f * unit)
        {
            return;
        }

        int twigs = depth == 0 ? 7 : 4;
        for (int i = 1; i < twigs; i++)
        {
            float t = i / (float)twigs;
            float twig = length * (1f - t) * 0.5f * dice.Range(0.75f, 1.1f);
            float tx = x + (cos * length * t);
            float ty = y + (sin * length * t);
            Fern(ranks, unit, dice, tx, ty, angle + 0.95f, twig, depth + 1);
            Fern(ranks, unit, dice, tx, ty, angle - 0.95f, twig, depth + 1);
        }
    }
}
