using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Haze that neon light hangs in, magenta against cyan, with tubes over the shops.</summary>
internal sealed class NeonHazeAtmosphere : Atmosphere
{
    private static readonly LinearColor Magenta = LinearColor.Parse("#ff2fa8");
    private static readonly LinearColor Cyan = LinearColor.Parse("#18d8ff");

    public override BlendMode Blend => BlendMode.Add;

    public override float Wetness => 0.45f;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        uint seed = dice.Seed;
        float ground = context.Ground / context.Unit;
        for (int i = 0; i < 2; i++)
        {
            uint layer = seed + (uint)i;
            LinearColor light = i == 0 ? Magenta : Cyan;
            SoftField.Paint(
                context,
                14f,
                light.Scale(0.5f),
                light.Scale(0.62f),
                (x, y) =>
                {
                    float near = Math.Max(0f, 1f - (Math.Abs(y - (ground * 0.86f)) / (ground * 0.75f)));
                    return near
                        * Math.Max(0f, 0.25f + ValueNoise.Fractal(layer, x / 230f, y / 170f, 2))
                        * (0.5f + (0.5f * intensity));
                }
            );
        }

        int signs = Math.Max(2, (int)(context.Width / (170f * context.Unit) * (0.4f + intensity)));
        for (int i = 0; i < signs; i++)
        {
            float x = context.Width * (i + dice.Range(0.2f, 0.8f)) / signs;
            Sign(
                context,
                dice,
                x,
                context.Ground - (dice.Range(88f, 165f) * context.Unit),
                i % 2 == 0 ? Magenta : Cyan
            );
        }
    }

    private static void Sign(DrawingContext context, Dice dice, float x, float y, LinearColor light)
    {
        float u = context.Unit;
        var tube = new Outline();
        switch (dice.Index(4))
        {
            case 0:
                tube.Circle(x, y, 17f * u).Hole().Circle(x, y, 14f * u);
                tube.Solid().Stroke(3f * u, x - (8f * u), y + (5f * u), x, y - (8f * u), x + (8f * u), y + (5f * u));
                break;
            case 1:
                tube.Stroke(
                    3f * u,
                    x - (22f * u),
                    y - (8f * u),
                    x + (22f * u),
                    y - (8f * u),
                    x + (22f * u),
                    y + (8f * u),
                    x - (22f * u),
                    y + (8f * u),
                    x - (22f * u),
                    y - (8f * u)
                );
                tube.Stroke(3f * u, x - (13f * u), y, x + (13f * u), y);
                break;
            case 2:
                tube.Stroke(
                    3f * u,
                    x,
                    y - (24f * u),
                    x,
                    y + (10f * u),
                    x - (9f * u),
                    y,
                    x,
                    y + (10f * u),
                    x + (9f * u),
                    y
                );
                break;
            default:
                for (int i = 0; i < 3; i++)
                {
                    float row = y + ((i - 1) * 10f * u);
                    tube.Stroke(3f * u, x - ((18f - (i * 5f)) * u), row, x + ((18f - (i * 5f)) * u), row);
                }

                break;
        }

        context.Canvas.Fill(tube, light.Mix(new LinearColor(1f, 1f, 1f), 0.2f).Scale(2.3f));
        context.Canvas.Sheet.Glow(x, y, 75f * u, light.Scale(0.4f));
    }
}
