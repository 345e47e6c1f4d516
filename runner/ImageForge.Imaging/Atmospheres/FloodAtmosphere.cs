using System.Numerics;
using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Water that stands in the street and rises with the intensity: a mirror with waves.</summary>
internal sealed class FloodAtmosphere : Atmosphere
{
    public override float Wetness => 0.5f;

    public override void Disturb(StageSet set, float strength, Dice dice)
    {
        float line = Line(set, strength);
        WetGround.Reflect(set, 0f, set.Width, line, (set.Height - line) * 1.6f, 0.45f + (0.4f * strength));
    }

    public override void Paint(StageSet set, float intensity, Dice dice)
    {
        float line = Line(set, intensity);
        LinearColor deep = set.Palette.Sky.Mix(LinearColor.Parse("#3d7f86"), 0.7f).Mix(set.Palette.Dark, 0.12f);
        var water = new Outline();
        uint seed = dice.Seed;
        water.Move(-9f, set.Height + 9f);
        for (int i = 0; i <= 60; i++)
        {
            float x = ((set.Width + 18f) * i / 60f) - 9f;
            water.Line(x, line + (ValueNoise.At(seed, x / (58f * set.Unit), 0.5f) * 2.4f * set.Unit));
        }

        water.Line(set.Width + 9f, set.Height + 9f).Close();
        set.Stage.Fill(
            water,
            Paper.Ink.Vertical(deep.Scale(1.15f).WithAlpha(0.62f), deep.Scale(0.55f).WithAlpha(0.93f), line, set.Height)
        );
        Waves(set, dice, line);
    }

    private static float Line(StageSet set, float intensity)
    {
        // From ankle-deep on the road to the shop windows.
        float depth = set.Height - set.Ground;
        return set.Ground + (depth * (0.42f - (0.52f * intensity)));
    }

    private static void Waves(StageSet set, Dice dice, float line)
    {
        LinearColor light = set.Palette.Cloud.Mix(new LinearColor(1f, 1f, 1f), 0.4f);
        int count = Particles.Count(set, 130f);
        for (int i = 0; i < count; i++)
        {
            float near = dice.Next();
            float y = line + ((set.Height - line) * near);
            float length = (14f + (70f * near)) * set.Unit * dice.Range(0.6f, 1.4f);
            float x = dice.Range(-0.1f, 1f) * set.Width;
            float tall = (0.8f + (2.2f * near)) * set.Unit;
            var crest = new Outline();
            crest
                .Move(x, y)
                .Quad(x + (length / 2), y - (tall * 1.6f), x + length, y)
                .Quad(x + (length / 2), y - (tall * 0.2f), x, y)
                .Close();
            set.Stage.Fill(crest, light.WithAlpha(dice.Range(0.15f, 0.5f)));
        }

        var edge = new Outline();
        uint seed = dice.Seed;
        var previous = new Vector2(-9f, line);
        for (int i = 1; i <= 60; i++)
        {
            float x = ((set.Width + 18f) * i / 60f) - 9f;
            var next = new Vector2(x, line + (ValueNoise.At(seed, x / (58f * set.Unit), 0.5f) * 2.4f * set.Unit));
            edge.Stroke(1.6f * set.Unit, previous.X, previous.Y, next.X, next.Y);
            previous = next;
        }

        set.Stage.Fill(edge, light.WithAlpha(0.6f));
    }
}
