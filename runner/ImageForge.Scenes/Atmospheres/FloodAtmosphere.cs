using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>Water that stands in the street and rises with the intensity: a mirror with waves.</summary>
internal sealed class FloodAtmosphere : Atmosphere
{
    public override float Wetness => 0.5f;

    public override void Disturb(DrawingContext context, float strength, Dice dice)
    {
        float line = Line(context, strength);
        WetGround.Reflect(context, 0f, context.Width, line, (context.Height - line) * 1.6f, 0.45f + (0.4f * strength));
    }

    public override void Paint(DrawingContext context, float intensity, Dice dice)
    {
        float line = Line(context, intensity);
        LinearColor deep = context.Palette.Sky.Mix(LinearColor.Parse("#3d7f86"), 0.7f).Mix(context.Palette.Dark, 0.12f);
        var water = new Outline();
        uint seed = dice.Seed;
        water.Move(-9f, context.Height + 9f);
        for (int i = 0; i <= 60; i++)
        {
            float x = ((context.Width + 18f) * i / 60f) - 9f;
            water.Line(x, line + (ValueNoise.At(seed, x / (58f * context.Unit), 0.5f) * 2.4f * context.Unit));
        }

        water.Line(context.Width + 9f, context.Height + 9f).Close();
        context.Canvas.Fill(
            water,
            Paper.Ink.Vertical(
                deep.Scale(1.15f).WithAlpha(0.62f),
                deep.Scale(0.55f).WithAlpha(0.93f),
                line,
                context.Height
            )
        );
        Waves(context, dice, line);
    }

    private static float Line(DrawingContext context, float intensity)
    {
        // From ankle-deep on the road to the shop windows.
        float depth = context.Height - context.Ground;
        return context.Ground + (depth * (0.42f - (0.52f * intensity)));
    }

    private static void Waves(DrawingContext context, Dice dice, float line)
    {
        LinearColor light = context.Palette.Cloud.Mix(new LinearColor(1f, 1f, 1f), 0.4f);
        int count = Particles.Count(context, 130f);
        for (int i = 0; i < count; i++)
        {
            float near = dice.Next();
            float y = line + ((context.Height - line) * near);
            float length = (14f + (70f * near)) * context.Unit * dice.Range(0.6f, 1.4f);
            float x = dice.Range(-0.1f, 1f) * context.Width;
            float tall = (0.8f + (2.2f * near)) * context.Unit;
            var crest = new Outline();
            crest
                .Move(x, y)
                .Quad(x + (length / 2), y - (tall * 1.6f), x + length, y)
                .Quad(x + (length / 2), y - (tall * 0.2f), x, y)
                .Close();
            context.Canvas.Fill(crest, light.WithAlpha(dice.Range(0.15f, 0.5f)));
        }

        var edge = new Outline();
        uint seed = dice.Seed;
        var previous = new Vector2(-9f, line);
        for (int i = 1; i <= 60; i++)
        {
            float x = ((context.Width + 18f) * i / 60f) - 9f;
            var next = new Vector2(
                x,
                line + (ValueNoise.At(seed, x / (58f * context.Unit), 0.5f) * 2.4f * context.Unit)
            );
            edge.Stroke(1.6f * context.Unit, previous.X, previous.Y, next.X, next.Y);
            previous = next;
        }

        context.Canvas.Fill(edge, light.WithAlpha(0.6f));
    }
}
