using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>A street under bunting, and a run through the city.</summary>
internal static class FairAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("festivals", "bunting", true), 2.1f, Bunting),
        new(new AssetName("sports", "runners", true), 2.2f, Runners),
    ];

    private static void Bunting(AssetCanvas c)
    {
        float[] poles = c.Level == 0 ? [6f, c.Right - 6f] : [6f, c.Middle, c.Right - 6f];
        foreach (float x in poles)
        {
            c.Cut(c.Shape().Stroke(2f, x, 100f, x, 8f).Circle(x, 7f, 2.2f), c.Palette.Dark);
        }

        c.Lay(0.7f);
        Dice dice = c.Dice.Fork("street");
        People.Crowd(c, 10f, c.Right - 10f, 100f, 38f, c.Count(3, 7, 13), Pose.Cheering);
        Child(c, c.Right * 0.3f, dice);
        c.Lay();
        for (int row = 0; row < c.Count(1, 2, 3); row++)
        {
            for (int i = 0; i + 1 < poles.Length; i++)
            {
                Line(c, poles[i], poles[i + 1], 10f + (row * 13f), row + i);
            }
        }

        c.Lay(0.6f);
    }

    private static void Line(AssetCanvas c, float from, float to, float y, int turn)
    {
        LinearColor[] papers = [c.Palette.Accent, c.Palette.Lamp, c.Palette.Second, c.Palette.Cloud];
        int flags = Math.Max(4, (int)((to - from) / 11f));
        Outline cord = c.Shape();
        float Sag(float t) => y + (15f * 4f * t * (1f - t));
        for (int i = 0; i < flags; i++)
        {
            float a = i / (float)flags;
            float b = (i + 1) / (float)flags;
            float xa = from + ((to - from) * a);
            float xb = from + ((to - from) * b);
            cord.Stroke(0.6f, xa, Sag(a), xb, Sag(b));
            float inset = (xb - xa) * 0.08f;
            c.Cut(
                c.Shape()
                    .Polygon(
                        xa + inset,
                        Sag(a),
                        xb - inset,
                        Sag(b),
                        ((xa + xb) / 2) + ((Sag(a) - Sag(b)) * 0.4f),
                        ((Sag(a) + Sag(b)) / 2) + 11f
                    ),
                papers[(i + turn) % papers.Length].Scale(c.Daylight)
            );
        }

        c.Fill(cord, c.Palette.Dark);
    }

    // With a balloon, so that the crowd is not all of one height.
    private static void Child(AssetCanvas c, float x, Dice dice)
    {
        People.Person(c, x, 101f, 25f, dice, Pose.Holding);
        c.Fill(c.Shape().Stroke(0.5f, x + 4.2f, 80f, x + 7f, 62f), c.Palette.Dark);
        c.Cut(c.Shape().Ellipse(x + 7f, 55f, 5.6f, 6.8f), c.Palette.Accent.Scale(c.Daylight), 48f, 62f);
    }

    private static void Runners(AssetCanvas c)
    {
        if (c.Level > 0)
        {
            Arch(c);
            c.Lay(0.8f);
        }

        Dice dice = c.Dice.Fork("runners");
        int count = c.Count(2, 4, 7);
        float pitch = (c.Right - 30f) / count;
        for (int row = 0; row < 2; row++)
        {
            for (int i = 1 - row; i < count; i += 2)
            {
                float x = 15f + ((i + 0.5f + dice.Range(-0.15f, 0.15f)) * pitch);
                Runner(c, x, row == 0 ? 94f : 100f, (row == 0 ? 50f : 58f) * dice.Range(0.94f, 1.06f), dice, i);
            }

            c.Lay(0.8f);
        }
    }

    private static void Arch(AssetCanvas c)
    {
        float x = c.Right * 0.12f;
        float w = c.Right * 0.76f;
        c.Cut(
            c.Shape()
                .RoundRect(x, 14f, 7f, 86f, 3f)
                .RoundRect(x + w - 7f, 14f, 7f, 86f, 3f)
                .RoundRect(x, 9f, w, 19f, 5f),
            c.Palette.Second.Scale(c.Daylight),
            9f,
            100f
        );
        // The chequers of a finish.
        Outline checks = c.Shape();
        float side = 5.2f;
        for (int i = 0; i < (int)((w - 20f) / side); i++)
        {
            for (int row = 0; row < 2; row++)
            {
                if ((i + row) % 2 == 0)
                {
                    checks.Rect(x + 10f + (i * side), 13f + (row * side), side, side);
                }
            }
        }

        c.Fill(c.Shape().Rect(x + 10f, 13f, (int)((w - 20f) / side) * side, side * 2), c.Palette.Cloud);
        c.Fill(checks, c.Palette.Dark);
    }

    // In body heights, the feet at the origin, heading right.
    private static void Runner(AssetCanvas c, float x, float ground, float h, Dice dice, int number)
    {
        LinearColor shirt = (number % 3) switch
        {
            0 => c.Palette.Accent,
            1 => c.Palette.Second,
            _ => c.Palette.Lamp,
        };
        LinearColor skin = People.Skin(c, dice);
        float lift = dice.Range(-0.06f, 0.06f);
        c.Fill(
            c.Shape(x, ground, h).Stroke(0.075f, -0.02f, -0.46f, -0.12f, -0.26f + lift, -0.32f, -0.24f + lift),
            skin.Scale(0.75f)
        );
        c.Fill(c.Shape(x, ground, h).Stroke(0.055f, -0.02f, -0.76f, -0.16f, -0.64f, -0.24f, -0.74f), skin.Scale(0.8f));
        c.Fill(c.Shape(x, ground, h).Stroke(0.078f, 0.01f, -0.46f, 0.18f, -0.33f - lift, 0.13f, -0.05f), skin);
        c.Fill(
            c.Shape(x, ground, h)
                .Stroke(0.07f, 0.12f, -0.035f, 0.2f, -0.035f)
                .Stroke(0.07f, -0.33f, -0.27f + lift, -0.35f, -0.19f + lift),
            c.Palette.Dark
        );
        c.Cut(
            c.Shape(x, ground, h).Polygon(-0.09f, -0.52f, 0.09f, -0.52f, 0.14f, -0.4f, 0f, -0.42f, -0.12f, -0.38f),
            c.Palette.Dark
        );
        c.Cut(
            c.Shape(x, ground, h)
                .Move(-0.06f, -0.82f)
                .Quad(0.06f, -0.88f, 0.16f, -0.8f)
                .Line(0.1f, -0.5f)
                .Line(-0.1f, -0.5f)
                .Close(),
            shirt.Scale(c.Daylight),
            ground - h,
            ground
        );
        c.Fill(c.Shape(x, ground, h).Rect(-0.02f, -0.73f, 0.11f, 0.09f), c.Palette.Cloud);
        c.Fill(c.Shape(x, ground, h).Stroke(0.055f, 0.1f, -0.78f, 0.16f, -0.61f, 0.29f, -0.68f), skin);
        c.Fill(c.Shape(x, ground, h).Circle(0.12f, -0.93f, 0.08f), skin);
        c.Fill(
            c.Shape(x, ground, h).Dome(0.11f, -0.94f, 0.086f, 0.086f, MathF.PI * 0.85f, MathF.PI * 1.95f),
            c.Palette.Dark.Mix(c.Palette.Accent, dice.Range(0f, 0.4f))
        );
    }
}
