using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Branching bolts and the sky that they light up.</summary>
internal sealed class LightningAtmosphere : Atmosphere
{
    private static readonly LinearColor Flash = new(0.72f, 0.68f, 1f);

    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        int bolts = 1 + (int)(intensity * 2.4f);
        for (int i = 0; i < bolts; i++)
        {
            float x = context.Width * ((i + dice.Range(0.25f, 0.75f)) / bolts);
            context.Canvas.Sheet.Glow(
                x,
                context.Ground * 0.25f,
                context.Width * 0.42f,
                context.Ground * 0.85f,
                Flash.Scale(0.22f + (0.3f * intensity))
            );
            Bolt(
                context,
                dice,
                x,
                -6f,
                context.Ground * dice.Range(0.72f, 0.98f),
                (3.2f + (2.4f * intensity)) * context.Unit,
                0
            );
        }
    }

    private static void Bolt(DrawingContext context, Dice dice, float x, float y, float end, float width, int depth)
    {
        var light = new LinearColor(3.2f, 3.1f, 3.8f);
        while (y < end)
        {
            float step = dice.Range(16f, 38f) * context.Unit;
            float nx = x + (dice.Range(-0.75f, 0.75f) * step);
            float ny = y + step;
            context.Canvas.Fill(new Outline().Stroke(width, x, y, nx, ny), light);
            context.Canvas.Sheet.Glow(nx, ny, (26f + (width * 5f)) * 0.9f, Flash.Scale(0.11f));
            if (depth < 2 && dice.Chance(0.24f))
            {
                float reach = Math.Min(end, ny + (dice.Range(50f, 150f) * context.Unit));
                Branch(context, dice, nx, ny, reach, width * 0.5f, depth + 1);
            }

            width = Math.Max(width * 0.96f, 1.1f * context.Unit);
            x = nx;
            y = ny;
        }
    }

    private static void Branch(DrawingContext context, Dice dice, float x, float y, float end, float width, int depth)
    {
        float lean = dice.Chance(0.5f) ? 0.9f : -0.9f;
        while (y < end)
        {
            float step = dice.Range(12f, 24f) * context.Unit;
            float nx = x + ((lean + dice.Range(-0.5f, 0.5f)) * step);
            context.Canvas.Fill(new Outline().Stroke(width, x, y, nx, y + step), new LinearColor(1.6f, 1.5f, 2.1f));
            x = nx;
            y += step;
            width = Math.Max(width * 0.9f, 0.7f * context.Unit);
        }
    }
}
