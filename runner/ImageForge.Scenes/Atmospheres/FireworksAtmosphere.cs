using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Fireworks over the roofs.</summary>
internal sealed class FireworksAtmosphere : Atmosphere
{
    private static readonly LinearColor[] Colors =
    [
        LinearColor.Parse("#ffcf4a"),
        LinearColor.Parse("#ff4f7b"),
        LinearColor.Parse("#58d8ff"),
        LinearColor.Parse("#9dff6a"),
        LinearColor.Parse("#c78bff"),
        LinearColor.Parse("#ff8a3c"),
    ];

    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        int bursts = Math.Max(2, (int)((2f + (6f * intensity)) * Math.Clamp(context.Width / context.Height, 0.7f, 2f)));
        int color = dice.Index(Colors.Length);
        for (int i = 0; i < bursts; i++)
        {
            float x = context.Width * ((i + dice.Range(0.2f, 0.8f)) / bursts);
            float y = context.Ground * dice.Range(0.12f, 0.5f);
            float r = dice.Range(62f, 128f) * context.Unit * (0.7f + (0.45f * intensity));
            Burst(context, dice, x, y, r, Colors[(color + i) % Colors.Length].Scale(Lift(intensity)), i % 3 == 1);
        }
    }

    private static void Burst(
        DrawingContext context,
        Dice dice,
        float x,
        float y,
        float radius,
        LinearColor color,
        bool willow
    )
    {
        context.Canvas.Sheet.Glow(x, y, radius * 1.6f, color.Scale(0.22f));
        context.Canvas.Sheet.Glow(x, y, radius * 0.3f, color.Mix(color.Scale(1.6f), 0.6f).Scale(1.1f));
        int rings = willow ? 1 : 2;
        for (int ring = 0; ring < rings; ring++)
        {
            int rays = willow ? 22 : 30 - (10 * ring);
            float reach = radius * (1f - (0.42f * ring));
            float turn = dice.Range(0f, 0.3f);
            for (int i = 0; i < rays; i++)
            {
                float angle = turn + (6.2832f * i / rays) + dice.Range(-0.06f, 0.06f);
                Ray(
                    context,
                    x,
                    y,
                    angle,
                    reach * dice.Range(0.82f, 1.05f),
                    willow ? 0.5f : 0.14f,
                    ring == 0 ? color : color.Mix(new LinearColor(1f, 1f, 1f), 0.45f)
                );
            }
        }

        // The trail it rose on.
        var trail = new Outline();
        trail.Polygon(
            x - (1.4f * context.Unit),
            y + (radius * 0.3f),
            x + (1.4f * context.Unit),
            y + (radius * 0.3f),
            x + (radius * 0.06f),
            y + (radius * 1.5f)
        );
        context.Canvas.Fill(trail, Paper.Ink.Vertical(color.Scale(0.6f), color.WithAlpha(0f), y, y + (radius * 1.5f)));
    }

    private static void Ray(
        DrawingContext context,
        float x,
        float y,
        float angle,
        float reach,
        float sag,
        LinearColor color
    )
    {
        float cos = StableMath.Cos(angle);
        float sin = StableMath.Sin(angle);
        const int Dots = 7;
        for (int k = 2; k <= Dots; k++)
        {
            float t = k / (float)Dots;
            float px = x + (cos * reach * t);
            float py = y + (sin * reach * t) + (sag * reach * t * t);
            float size = (0.7f + (1.9f * t * t)) * context.Unit;
            var spark = new Outline();
            float tail = reach / Dots * 0.55f;
            spark.Stroke(size, px - (cos * tail), py - (sin * tail) - (sag * reach * 0.1f * t), px, py);
            context.Canvas.Fill(spark, color.Scale(0.35f + (1.9f * t)));
        }

        context.Canvas.Sheet.Glow(
            x + (cos * reach),
            y + (sin * reach) + (sag * reach),
            9f * context.Unit,
            color.Scale(0.5f)
        );
    }
}
