using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>The sky: rings of paper around sun or moon, each a step from the horizon's hue to the zenith's.</summary>
internal static class SkyPainter
{
    public static void Paint(DrawingContext context)
    {
        Vector2 disc = DiscPosition(context);
        SkyRings.Paint(context, disc);
        context.StandAt(0.85f);
        PaintStars(context);
        PaintDisc(context, disc);
        context.StandAt(0.6f);
        if (context.ThemeStyle.AllPlanes)
        {
            CloudPainter.Paint(context);
        }
    }

    public static Vector2 DiscPosition(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("disc");
        float free = dice.Range(0.2f, 0.42f);
        float x = context.Width * (context.Arrangement.Disc ?? free);
        float horizon = context.Ground * 0.92f;
        float y = horizon - (context.Palette.DiscHeight * horizon * 0.95f);
        return new Vector2(x, context.Arrangement.DiscRow is { } row ? row * context.Height : y);
    }

    private static void PaintStars(DrawingContext context)
    {
        int count = (int)(context.Palette.Stars * 160 * Math.Clamp(context.Width / context.Height, 0.6f, 2f));
        Dice dice = context.Dice.Fork("stars");
        for (int i = 0; i < count; i++)
        {
            float x = dice.Next() * context.Width;
            float y = dice.Next() * dice.Next() * context.Ground * 0.95f;
            float size = dice.Range(0.7f, 1.5f) * context.Unit * (dice.Chance(0.08f) ? 2f : 1f);
            var star = new Outline();
            if (size > 2f * context.Unit)
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

            context.Canvas.Fill(
                star,
                context.Palette.Disc.Scale(dice.Range(0.5f, 1.6f)).WithAlpha(dice.Range(0.5f, 1f))
            );
        }

        context.Canvas.Lay(default);
    }

    private static void PaintDisc(DrawingContext context, Vector2 at)
    {
        if (context.Time == TimeOfDay.Overcast && context.Scene.Genre is null)
        {
            return;
        }

        float radius = 46f * context.Unit * MathF.Sqrt(context.Zoom);
        bool moon = context.Palette.Stars >= 0.1f;
        var disc = new Outline();
        disc.Circle(at.X, at.Y, radius);
        float gain = moon ? 1.25f : 1.9f;
        context.Canvas.Sheet.Glow(at.X, at.Y, radius * 3.4f, context.Palette.Disc.Scale(moon ? 0.16f : 0.34f));
        context.Canvas.Cut(disc, context.Palette.Disc.Scale(gain));
        if (moon)
        {
            Dice dice = context.Dice.Fork("craters");
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
                context.Canvas.Fill(crater, context.Palette.Disc.Mix(context.Palette.Sky, 0.35f).Scale(gain * 0.85f));
            }
        }

        context.Canvas.Lay(new CutStyle { Fibre = 0.02f, Edge = 0.08f });
    }
}

/// <summary>Paper clouds in two layers.</summary>
internal static class CloudPainter
{
    public static void Paint(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("clouds");
        bool overcast = context.Time == TimeOfDay.Overcast;
        int count = overcast ? 5 : 2 + dice.Index(2);
        for (int layer = 0; layer < 2; layer++)
        {
            for (int i = 0; i < count; i++)
            {
                float width = context.Unit * dice.Range(150f, overcast ? 420f : 280f) * (layer == 0 ? 0.75f : 1f);
                float slot = (i + dice.Range(0.1f, 0.9f)) / count;
                float x = slot * context.Width;
                float y = context.Ground * dice.Range(0.1f, overcast ? 0.5f : 0.42f);
                Outline cloud = Shape(x, y, width, dice);
                LinearColor paper = context.Palette.Cloud.Mix(context.Palette.Sky, layer == 0 ? 0.45f : 0.12f);
                context.Canvas.Cut(cloud, Ink.Vertical(paper.Scale(1.06f), paper.Scale(0.88f), y - (width * 0.25f), y));
            }

            context.Canvas.Lay(
                new CutStyle
                {
                    Depth = (5f + (layer * 4f)) * context.Unit,
                    Shadow = context.Palette.Shadow * 0.38f,
                    Edge = 0.16f,
                    Fibre = 0.025f,
                }
            );
        }
    }

    /// <summary>A flat-bottomed cloud whose base is centred on the point.</summary>
    public static Outline Shape(float x, float y, float width, Dice dice)
    {
        var cloud = new Outline();
        int puffs = 4 + dice.Index(3);
        float height = width * dice.Range(0.16f, 0.22f);
        for (int i = 0; i < puffs; i++)
        {
            float t = (i + 0.5f) / puffs;
            float bulge = StableMath.Sin(t * 3.1416f);
            float r = height * (0.35f + (0.55f * bulge)) * dice.Range(0.85f, 1.15f);
            float px = x + ((t - 0.5f) * width * 0.86f);
            cloud.Dome(px, y, r * 1.15f, r * 1.25f, MathF.PI, MathF.PI * 2);
        }

        cloud.RoundRect(x - (width / 2), y - (height * 0.3f), width, height * 0.36f, height * 0.18f);
        return cloud;
    }
}
