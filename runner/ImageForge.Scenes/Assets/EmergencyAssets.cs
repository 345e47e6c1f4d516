using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>The fire station at rest; the fire engine at work.</summary>
internal static class EmergencyAssets
{
    private static readonly LinearColor Blue = new(0.06f, 0.25f, 1f);

    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("emergencies", "readiness", true), 1.7f, Station),
        new(new AssetName("emergencies", "medics", true), 2.0f, Medics),
        new(new AssetName("emergencies", "fire", false), 2.1f, Fire),
        new(new AssetName("emergencies", "ambulance", false), 2.1f, Ambulance),
    ];

    private static void Station(AssetCanvas c)
    {
        float w = Math.Min(c.Right - 8f, 150f);
        float x = c.Middle - (w / 2);
        LinearColor brick = c.Palette.Accent.Mix(c.Palette.Near, 0.5f).Scale(c.Daylight);
        c.Cut(c.Shape().Rect(x + (w * 0.76f), 4f, w * 0.2f, 60f), brick.Scale(0.85f), 4f, 64f);
        c.Cut(c.Shape().Rect(x, 28f, w, 66f), brick, 28f, 94f);
        c.Cut(c.Shape().Rect(x - 2f, 25f, w + 4f, 5f), c.Palette.Cloud.Scale(0.8f * c.Daylight));
        int gates = c.Count(2, 3, 3);
        float gate = (w - 12f) / gates;
        for (int i = 0; i < gates; i++)
        {
            float gx = x + 6f + (i * gate) + 3f;
            c.Fill(
                c.Shape()
                    .Rect(gx, 48f, gate - 6f, 46f)
                    .Dome(gx + ((gate - 6f) / 2), 48.2f, (gate - 6f) / 2, 9f, MathF.PI, MathF.PI * 2),
                c.Light(c.Palette.Lamp, 0.75f),
                c.Light(c.Palette.Lamp, 0.4f),
                40f,
                94f
            );
            if (i < c.Count(1, 2, 3))
            {
                EngineNose(c, gx + ((gate - 6f) / 2), 94f, (gate - 6f) * 0.78f);
            }
        }

        c.Fill(c.Shape().Circle(c.Middle, 35f, 5f), c.Palette.Lamp);
        c.Fill(
            c.Shape().Rect(c.Middle - 1.1f, 31.6f, 2.2f, 6.8f).Rect(c.Middle - 3.4f, 33.9f, 6.8f, 2.2f),
            c.Palette.Accent
        );
        c.Cut(c.Shape().Rect(0f, 93.4f, c.Right, 6.6f), c.Palette.Ground.Mix(c.Palette.Horizon, 0.3f));
        c.Lay();
        Dice dice = c.Dice.Fork("crew");
        for (int i = 0; i < c.Count(2, 3, 5); i++)
        {
            People.Person(c, c.Right * (0.16f + (0.68f * i / 4f)), 99f, 29f, dice, Pose.Standing);
        }
    }

    private static void EngineNose(AssetCanvas c, float x, float ground, float width)
    {
        float h = width * 1.0f;
        c.Cut(
            c.Shape().Circle(x - (width * 0.33f), ground - 2.5f, 3f).Circle(x + (width * 0.33f), ground - 2.5f, 3f),
            c.Palette.Dark
        );
        c.Cut(
            c.Shape().RoundRect(x - (width / 2), ground - h, width, h - 2f, 3f),
            c.Palette.Accent,
            ground - h,
            ground
        );
        c.Fill(
            c.Shape().RoundRect(x - (width * 0.42f), ground - (h * 0.9f), width * 0.84f, h * 0.36f, 2f),
            c.Palette.Dark.Mix(c.Palette.Sky, 0.3f)
        );
        c.Fill(c.Shape().Rect(x - (width / 2), ground - (h * 0.42f), width, h * 0.1f), c.Palette.Cloud);
        c.Fill(
            c.Shape()
                .Circle(x - (width * 0.36f), ground - (h * 0.22f), 1.9f)
                .Circle(x + (width * 0.36f), ground - (h * 0.22f), 1.9f),
            c.Light(c.Palette.Lamp, 1.4f)
        );
    }

    private static void Fire(AssetCanvas c)
    {
        BurningHouse(c, c.Right * 0.36f, c.Right * 0.36f);
        c.Lay(1.2f);
        Engine(c, 2f, 98f, Math.Min(c.Right * 0.5f, 105f));
        if (c.Level == 2)
        {
            Van(c, c.Right - 56f, 98f, 54f);
        }

        c.Lay();
        Dice dice = c.Dice.Fork("crew");
        for (int i = 0; i < c.Count(1, 2, 3); i++)
        {
            People.Person(c, c.Right * (0.54f + (0.07f * i)), 100f, 27f, dice, Pose.Holding);
        }
    }

    private static void Ambulance(AssetCanvas c)
    {
        int vans = c.Count(1, 1, 2);
        for (int i = 0; i < vans; i++)
        {
            Van(c, vans == 1 ? c.Middle - 55f : (c.Right * 0.5f * i) + 2f, 97f, vans == 1 ? 110f : c.Right * 0.47f);
        }

        c.Lay();
        Dice dice = c.Dice.Fork("medics");
        for (int i = 0; i < c.Count(1, 3, 4); i++)
        {
            People.Person(c, c.Right * (0.12f + (0.25f * i)), 100f, 34f, dice, Pose.Standing);
        }
    }

    // The van stands with its lights out; they talk over a cup.
    private static void Medics(AssetCanvas c)
    {
        Van(c, 6f, 96f, 118f, working: false);
        c.Lay();
        Dice dice = c.Dice.Fork("crew");
        int crew = c.Count(2, 3, 5);
        for (int i = 0; i < crew; i++)
        {
            float x = c.Right - 12f - (i * 17f);
            float tall = 46f * dice.Range(0.92f, 1.06f);
            People.Person(c, x, 100f, tall, dice, i % 2 == 0 ? Pose.Holding : Pose.Standing);
            c.Fill(
                c.Shape().Rect(x - (tall * 0.12f), 100f - (tall * 0.56f), tall * 0.24f, tall * 0.05f),
                new LinearColor(1.1f, 1.05f, 0.35f)
            );
        }
    }

    private static void BurningHouse(AssetCanvas c, float x, float w)
    {
        Dice dice = c.Dice.Fork("smoke");
        int puffs = c.Count(5, 9, 13);
        for (int i = puffs - 1; i >= 0; i--)
        {
            // From the roof up and downwind, wider and paler as it goes.
            float t = i / (float)puffs;
            float r = 6f + (11f * t) + dice.Range(-1.5f, 1.5f);
            float px = x + (w * 0.5f) + (t * t * 44f) + dice.Range(-5f, 5f);
            float py = Math.Max(r + 1f, 34f - (t * 30f));
            LinearColor smoke = c
                .Palette.Dark.Mix(c.Palette.Cloud, 0.1f + (0.3f * t))
                .Mix(c.Palette.Accent, 0.4f * (1f - t) * (1f - t));
            c.Cut(c.Shape().Circle(Math.Min(px, c.Right - r), py, r), smoke);
        }

        c.Lay(0.6f);
        c.Cut(
            c.Shape().Polygon(x - 3f, 36f, x + (w / 2), 20f, x + w + 3f, 36f),
            c.Palette.Dark.Mix(c.Palette.Near, 0.4f)
        );
        c.Cut(c.Shape().Rect(x, 35f, w, 63f), c.Palette.Near.Mix(c.Palette.Horizon, 0.14f), 35f, 98f);
        for (int row = 0; row < 2; row++)
        {
            for (int i = 0; i < 3; i++)
            {
                float wx = x + (w * (0.14f + (0.28f * i)));
                float wy = 43f + (row * 23f);
                bool burning = (row * 3) + i < c.Count(2, 4, 6);
                c.Fill(
                    c.Shape().Rect(wx, wy, w * 0.17f, 13f),
                    burning ? new LinearColor(3f, 0.9f, 0.12f) : c.Palette.Dark
                );
                if (burning)
                {
                    Flame(c, wx + (w * 0.085f), wy + 3f, 8f + (4f * dice.Next()));
                    c.Glow(wx + (w * 0.085f), wy, 26f, new LinearColor(1f, 0.32f, 0.05f).Scale(0.6f));
                }
            }
        }
    }

    private static void Flame(AssetCanvas c, float x, float y, float h)
    {
        for (int i = 0; i < 2; i++)
        {
            float s = h * (i == 0 ? 1f : 0.55f);
            Outline flame = c.Shape();
            flame
                .Move(x - (s * 0.36f), y)
                .Quad(x - (s * 0.45f), y - (s * 0.55f), x + (s * 0.05f), y - s)
                .Quad(x + (s * 0.5f), y - (s * 0.5f), x + (s * 0.34f), y)
                .Quad(x, y + (s * 0.28f), x - (s * 0.36f), y)
                .Close();
            c.Fill(flame, i == 0 ? new LinearColor(2.2f, 0.42f, 0.04f) : new LinearColor(3.4f, 2f, 0.4f));
        }
    }

    private static void Engine(AssetCanvas c, float x, float ground, float width)
    {
        float s = width / 100f;
        c.Cut(
            c.Shape(x, ground, s).Stroke(2.4f, 16f, -39f, 88f, -66f).Stroke(2.4f, 18f, -34f, 90f, -61f),
            c.Palette.Cloud.Scale(0.85f)
        );
        Outline rungs = c.Shape(x, ground, s);
        for (int i = 0; i < 9; i++)
        {
            float t = (i + 0.5f) / 9f;
            rungs.Stroke(1.2f, 16f + (72f * t), -39f - (27f * t), 18f + (72f * t), -34f - (27f * t));
        }

        c.Cut(rungs, c.Palette.Cloud.Scale(0.7f));
        Outline body = c.Shape(x, ground, s);
        body.Move(2f, -8f)
            .Line(2f, -34f)
            .Line(66f, -34f)
            .Line(68f, -38f)
            .Line(88f, -38f)
            .Quad(97f, -30f, 98f, -20f)
            .Line(98f, -8f)
            .Close();
        c.Cut(body, c.Palette.Accent, ground - (38f * s), ground);
        c.Fill(c.Shape(x, ground, s).Rect(2f, -20f, 96f, 3.6f), c.Palette.Cloud);
        c.Fill(
            c.Shape(x, ground, s).Polygon(72f, -35f, 86f, -35f, 93f, -24f, 72f, -24f),
            c.Palette.Dark.Mix(c.Palette.Sky, 0.35f)
        );
        for (int i = 0; i < 3; i++)
        {
            c.Fill(
                c.Shape(x, ground, s).RoundRect(7f + (i * 19f), -31f, 15f, 9f, 1f),
                c.Palette.Cloud.Mix(c.Palette.Ground, 0.5f)
            );
        }

        c.Cut(c.Shape(x, ground, s).Circle(20f, -8f, 8f).Circle(36f, -8f, 8f).Circle(82f, -8f, 8f), c.Palette.Dark);
        c.Fill(
            c.Shape(x, ground, s).Circle(20f, -8f, 3.2f).Circle(36f, -8f, 3.2f).Circle(82f, -8f, 3.2f),
            c.Palette.Cloud.Scale(0.7f)
        );
        Beacon(c, x + (78f * s), ground - (41f * s), 3.2f * s);
        Beacon(c, x + (10f * s), ground - (36.5f * s), 2.6f * s);
    }

    private static void Van(AssetCanvas c, float x, float ground, float width, bool working = true)
    {
        float s = width / 100f;
        Outline body = c.Shape(x, ground, s);
        body.Move(2f, -9f)
            .Line(2f, -52f)
            .Quad(2f, -56f, 7f, -56f)
            .Line(64f, -56f)
            .Quad(70f, -56f, 74f, -48f)
            .Line(84f, -32f)
            .Quad(98f, -29f, 98f, -20f)
            .Line(98f, -9f)
            .Close();
        c.Cut(
            body,
            c.Palette.Cloud.Mix(new LinearColor(0.9f, 0.92f, 0.92f), 0.6f).Scale(c.Daylight),
            ground - (56f * s),
            ground
        );
        c.Fill(c.Shape(x, ground, s).Rect(2f, -25f, 95.6f, 6f), c.Palette.Accent);
        c.Fill(
            c.Shape(x, ground, s).Polygon(58f, -50f, 67f, -50f, 78f, -32f, 58f, -32f),
            c.Palette.Dark.Mix(c.Palette.Sky, 0.35f)
        );
        c.Fill(c.Shape(x, ground, s).Rect(25f, -49f, 6f, 18f).Rect(19f, -43f, 18f, 6f), c.Palette.Accent);
        c.Cut(c.Shape(x, ground, s).Circle(22f, -9f, 9f).Circle(78f, -9f, 9f), c.Palette.Dark);
        c.Fill(c.Shape(x, ground, s).Circle(22f, -9f, 3.8f).Circle(78f, -9f, 3.8f), c.Palette.Cloud.Scale(0.7f));
        foreach (float at in (ReadOnlySpan<float>)[12f, 60f])
        {
            if (working)
            {
                Beacon(c, x + (at * s), ground - (58f * s), 3.4f * s);
            }
            else
            {
                c.Cut(
                    c.Shape(x, ground, s).RoundRect(at - 5f, -60f, 10f, 5f, 2f),
                    Blue.Mix(c.Palette.Dark, 0.4f).Scale(0.8f)
                );
            }
        }
    }

    private static void Beacon(AssetCanvas c, float x, float y, float r)
    {
        c.Fill(
            c.Shape().RoundRect(x - (r * 1.5f), y - r, r * 3f, r * 2f, r * 0.8f),
            Blue.Mix(new LinearColor(1, 1, 1), 0.15f).Scale(3.4f)
        );
        c.Glow(x, y, r * 12f, Blue.Scale(0.75f));
    }
}
