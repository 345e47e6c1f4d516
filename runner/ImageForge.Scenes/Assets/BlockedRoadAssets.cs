using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>What keeps people from getting on: a bus that stands, a barrier that is down.</summary>
internal static class BlockedRoadAssets
{
    private static readonly LinearColor Amber = new(1f, 0.42f, 0.03f);
    private static readonly LinearColor Red = new(1f, 0.05f, 0.04f);

    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("transportation", "bus", false), 2.1f, Bus),
        new(new AssetName("transportation", "barrier", false), 2.1f, Barrier),
    ];

    private static void Bus(AssetCanvas c)
    {
        if (c.Level == 2)
        {
            Coach(c, c.Right * 0.26f, 88f, 1.15f, c.Palette.Accent);
            c.Lay();
        }

        Coach(c, c.Right * (c.Level == 2 ? 0.04f : 0.12f), 97f, 1.32f, c.Palette.Second);
        c.Lay();
        Triangle(c, c.Right * 0.045f, 100f);
        Dice dice = c.Dice.Fork("waiting");
        int people = c.Count(2, 4, 7);
        for (int i = 0; i < people; i++)
        {
            float x = c.Right - 8f - (i * 13f) + dice.Range(-3f, 3f);
            People.Person(c, x, 100f, 38f * dice.Range(0.9f, 1.08f), dice, Pose.Standing);
        }
    }

    // Drawn 100 long and 50 high, its front to the right.
    private static void Coach(AssetCanvas c, float x, float ground, float s, LinearColor paint)
    {
        float top = ground - (50f * s);
        c.Cut(c.Shape(x, ground, s).RoundRect(0f, -50f, 100f, 43f, 5f), paint.Scale(c.Daylight), top, ground);
        c.Fill(c.Shape(x, ground, s).Rect(0f, -20f, 100f, 3f), c.Palette.Cloud.Scale(0.9f));
        Outline glass = c.Shape(x, ground, s);
        for (int i = 0; i < 5; i++)
        {
            glass.RoundRect(5f + (i * 15f), -44f, 13f, 19f, 1.6f);
        }

        // Nobody is in it any more: the windows are dark.
        glass.RoundRect(81f, -44f, 17f, 22f, 2f);
        c.Fill(glass, c.Palette.Dark.Mix(c.Palette.Horizon, 0.22f));
        c.Fill(c.Shape(x, ground, s).RoundRect(82f, -49f, 14f, 4f, 1f), c.Palette.Dark);
        c.Cut(c.Shape(x, ground, s).Circle(22f, -8f, 8f).Circle(78f, -8f, 8f), c.Palette.Dark);
        c.Fill(c.Shape(x, ground, s).Circle(22f, -8f, 3.4f).Circle(78f, -8f, 3.4f), c.Palette.Cloud.Scale(0.65f));
        foreach (float at in (ReadOnlySpan<float>)[1.6f, 96.6f])
        {
            c.Fill(c.Shape(x, ground, s).RoundRect(at, -16f, 3.4f, 5.4f, 1f), Amber.Scale(3f));
            c.Glow(x + ((at + 1.6f) * s), ground - (13f * s), 17f * s, Amber.Scale(0.6f));
        }
    }

    private static void Triangle(AssetCanvas c, float x, float ground)
    {
        c.Cut(
            c.Shape()
                .Polygon(x, ground - 17f, x + 10f, ground, x - 10f, ground)
                .Hole()
                .Polygon(x, ground - 10f, x + 4.6f, ground - 3f, x - 4.6f, ground - 3f),
            Red.Scale(1.1f)
        );
    }

    private static void Barrier(AssetCanvas c)
    {
        Dice dice = c.Dice.Fork("queue");
        if (c.Level > 0)
        {
            Vehicles.Car(c, 4f, 92f, 82f, c.Palette.Second.Scale(c.Daylight), braking: true);
        }

        if (c.Level == 2)
        {
            Vehicles.Car(
                c,
                92f,
                92f,
                82f,
                c.Palette.Middle.Mix(c.Palette.Cloud, 0.3f).Scale(c.Daylight),
                braking: true
            );
        }

        People.Person(c, c.Right - 36f, 96f, 40f, dice, Pose.Standing);
        if (c.Level > 0)
        {
            People.Person(c, c.Right - 50f, 97f, 36f, dice, Pose.Standing);
        }

        c.Lay();
        Signal(c, 12f);
        Boom(c, 12f, c.Level == 0 ? c.Right - 30f : c.Right - 14f);
        if (c.Level > 0)
        {
            Signal(c, c.Right - 12f);
        }

        c.Lay();
    }

    private static void Boom(AssetCanvas c, float from, float to)
    {
        c.Cut(c.Shape().RoundRect(from - 11f, 62f, 10f, 16f, 2f), c.Palette.Dark);
        c.Cut(c.Shape().RoundRect(from - 4f, 66f, to - from + 4f, 7f, 1.6f), c.Palette.Cloud.Scale(c.Daylight));
        Outline bands = c.Shape();
        for (float x = from + 8f; x < to - 8f; x += 21f)
        {
            bands.Polygon(x + 3f, 66f, x + 13f, 66f, x + 10f, 73f, x, 73f);
        }

        c.Fill(bands, Red.Scale(0.75f * c.Daylight));
        c.Fill(c.Shape().Rect(to - 8f, 73f, 1.6f, 25f), c.Palette.Dark);
        for (float x = from + 26f; x < to - 12f; x += 42f)
        {
            c.Fill(c.Shape().Circle(x, 64.6f, 2f), Red.Scale(3f));
            c.Glow(x, 64.6f, 10f, Red.Scale(0.5f));
        }
    }

    private static void Signal(AssetCanvas c, float x)
    {
        c.Cut(c.Shape().Rect(x - 1.7f, 24f, 3.4f, 76f).RoundRect(x - 6f, 95f, 12f, 5f, 1f), c.Palette.Dark);
        c.Cut(c.Shape().RoundRect(x - 11f, 30f, 22f, 11f, 3f), c.Palette.Dark);
        c.Fill(c.Shape().Circle(x - 5.4f, 35.5f, 3.6f), Red.Scale(3f));
        c.Fill(c.Shape().Circle(x + 5.4f, 35.5f, 3.6f), Red.Scale(0.35f));
        c.Glow(x - 5.4f, 35.5f, 22f, Red.Scale(0.65f));
        c.Cut(
            c.Shape().Stroke(3.4f, x - 9f, 12f, x + 9f, 26f).Stroke(3.4f, x - 9f, 26f, x + 9f, 12f),
            c.Palette.Cloud.Scale(c.Daylight)
        );
    }
}
