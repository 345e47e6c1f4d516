using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops.BirdsEye;

/// <summary>Blocks without houses.</summary>
internal static class PlanOpenSpace
{
    /// <summary>The one place that is not like the others: a round hall on a square.</summary>
    public static void Plaza(PlanView view, Vector2 middle, float side)
    {
        StageSet set = view.Set;
        Palette palette = set.Palette;
        float day = palette.IsNight ? 0.7f : 1f;
        float r = side * 0.36f * set.Arrangement.LandmarkSize;
        view.Disc(middle.X, middle.Y, r * 1.32f, 0f, palette.Ground.Mix(palette.Horizon, 0.55f));
        view.Disc(middle.X, middle.Y, r * 1.2f, 0f, palette.Ground.Mix(palette.Horizon, 0.2f));
        set.Stage.Lay(view.Style(3f));
        for (int i = 0; i < 7; i++)
        {
            float height = 0.02f + (0.03f * i);
            LinearColor paper = i % 2 == 0 ? palette.Accent : palette.Cloud.Mix(palette.Accent, 0.12f);
            view.Disc(middle.X, middle.Y, r * (1f - (0.13f * i)), height, paper.Scale(day * (0.72f + (0.05f * i))));
            set.Stage.Lay(view.Style(7f));
        }

        view.Disc(middle.X, middle.Y, r * 0.1f, 0.22f, palette.Lit > 0.25f ? set.Lamp.Scale(1.4f) : palette.Second);
        set.Stage.Lay(view.Style(6f));
    }

    /// <summary>A lawn with a path, a pond and trees.</summary>
    public static void Park(PlanView view, Dice dice, Vector2 middle, float side)
    {
        StageSet set = view.Set;
        Palette palette = set.Palette;
        LinearColor lawn = palette.Second.Mix(palette.Near, 0.45f).Mix(palette.Ground, 0.3f);
        lawn = lawn.Mix(set.SnowPaper, set.Snow * 0.8f);
        view.Plate(new Lot(middle.X - (side / 2), middle.Y - (side / 2), side, side), 0f, lawn);
        var path = new Outline(view.Turn);
        path.Stroke(
            view.Road * 0.14f,
            middle.X - (side / 2),
            middle.Y + (side * dice.Range(-0.3f, 0.3f)),
            middle.X,
            middle.Y,
            middle.X + (side / 2),
            middle.Y + (side * dice.Range(-0.3f, 0.3f))
        );
        set.Stage.Fill(path, palette.Ground.Mix(palette.Horizon, 0.5f));
        LinearColor water = palette.Sky.Mix(palette.Second, 0.2f);
        view.Disc(middle.X + (side * 0.16f), middle.Y - (side * 0.16f), side * 0.16f, 0f, water);
        set.Stage.Lay(view.Style(2f));
        if (set.Manner.Props)
        {
            Trees(view, dice, middle, side, lawn.Mix(palette.Dark, 0.25f));
        }
    }

    private static void Trees(PlanView view, Dice dice, Vector2 middle, float side, LinearColor paper)
    {
        for (int i = 0; i < 13; i++)
        {
            float x = middle.X + (side * dice.Range(-0.44f, 0.44f));
            float y = middle.Y + (side * dice.Range(-0.44f, 0.44f));
            float r = view.Road * dice.Range(0.16f, 0.28f);
            LinearColor leaf = StageSet.Vary(paper, dice, 0.2f);
            view.Disc(x, y, r, 0.05f, leaf);
            view.Disc(x - (r * 0.2f), y - (r * 0.2f), r * 0.6f, 0.06f, leaf.Scale(1.25f));
        }

        view.Set.Stage.Lay(view.Style(8f));
    }
}
