using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>The sky: rings of paper around sun or moon, each a step from the horizon's hue to the zenith's.</summary>
internal static class SkyPainter
{
    public static void Paint(StageSet set)
    {
        Vector2 disc = DiscPosition(set);
        SkyRings.Paint(set, disc);
        set.StandAt(0.85f);
        PaintStars(set);
        PaintDisc(set, disc);
        set.StandAt(0.6f);
        if (set.Manner.AllPlanes)
        {
            CloudPainter.Paint(set);
        }
    }

    public static Vector2 DiscPosition(StageSet set)
    {
        Dice dice = set.Dice.Fork("disc");
        float free = dice.Range(0.2f, 0.42f);
        float x = set.Width * (set.Arrangement.Disc ?? free);
        float horizon = set.Ground * 0.92f;
        float y = horizon - (set.Palette.DiscHeight * horizon * 0.95f);
        return new Vector2(x, set.Arrangement.DiscRow is { } row ? row * set.Height : y);
    }

    private static void PaintStars(StageSet set)
    {
        int count = (int)(set.Palette.Stars * 160 * Math.Clamp(set.Width / set.Height, 0.6f, 2f));
        Dice dice = set.Dice.Fork("stars");
        for (int i = 0; i < count; i++)
        {
            float x = dice.Next() * set.Width;
            float y = dice.Next() * dice.Next() * set.Ground * 0.95f;
            float size = dice.Range(0.7f, 1.5f) * set.Unit * (dice.Chance(0.08f) ? 2f : 1f);
            var star = new Outline();
            if (size > 2f * set.Unit)
            {
                float s = size * 1.8f;
                star.Polygon(
                    x,
                    y - s,
                    x + (s * 0.22f),
                    y - (s * 0.22f),
                    x + s,
                    y,
                    x + (s * 0.22f),
                    y + (s * 0.22f),
                    x,
                    y + s,
                    x - (s * 0.22f),
                    y + (s * 0.22f),
                    x - s,
                    y,
                    x - (s * 0.22f),
                    y - (s * 0.22f)
                );
            }
            else
            {
                star.Circle(x, y, size);
            }

            set.Stage.Fill(star, set.Palette.Disc.Scale(dice.Range(0.5f, 1.6f)).WithAlpha(dice.Range(0.5f, 1f)));
        }

        set.Stage.Lay(default);
    }

    private static void PaintDisc(StageSet set, Vector2 at)
    {
        if (set.Time == TimeOfDay.Overcast && set.Scene.Genre is null)
        {
            return;
        }

        float radius = 46f * set.Unit * MathF.Sqrt(set.Zoom);
        bool moon = set.Palette.Stars >= 0.1f;
        var disc = new Outline();
        disc.Circle(at.X, at.Y, radius);
        float gain = moon ? 1.25f : 1.9f;
        set.Stage.Sheet.Glow(at.X, at.Y, radius * 3.4f, set.Palette.Disc.Scale(moon ? 0.16f : 0.34f));
        set.Stage.Cut(disc, set.Palette.Disc.Scale(gain));
        if (moon)
        {
            Dice dice = set.Dice.Fork("craters");
            for (int i = 0; i < 5; i++)
            {
                float angle = dice.Range(0, 6.28f);
                float away = dice.Range(0.1f, 0.7f) * radius;
                var crater = new Outline();
                crater.Circle(
                    at.X + (StableMath.Cos(angle) * away),
                    at.Y + (StableMath.Sin(angle) * away),
                    radius * dice.Range(0.07f, 0.2f)
                );
                set.Stage.Fill(crater, set.Palette.Disc.Mix(set.Palette.Sky, 0.35f).Scale(gain * 0.85f));
            }
        }

        set.Stage.Lay(new CutStyle { Fibre = 0.02f, Edge = 0.08f });
    }
}
