using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>What weather does to people: umbrellas, wind in the trees, the puddle afterwards. Made for the street.</summary>
internal static class StreetWeatherAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("weather", "puddle", true), 2.3f, Puddle),
        new(new AssetName("weather", "umbrellas", false), 2.1f, Umbrellas),
        new(new AssetName("weather", "wind", false), 2.1f, Wind),
    ];

    private static void Puddle(AssetCanvas c)
    {
        for (int i = 0; i < c.Count(1, 2, 3); i++)
        {
            float x =
                c.Right
                * (
                    i == 0 ? 0.5f
                    : i == 1 ? 0.17f
                    : 0.84f
                );
            float w = i == 0 ? 52f + (10f * c.Level) : 30f;
            Water(c, x, i == 0 ? 91f : 96f, w);
        }

        c.Lay(0.3f);
        Dice dice = c.Dice.Fork("children");
        Boat(c, c.Middle - 22f, 90f);
        People.Person(c, c.Middle + 8f, 90f, 46f, dice, Pose.Cheering);
        Splash(c, c.Middle + 8f, 91f, dice);
        for (int i = 0; i < c.Count(0, 1, 2); i++)
        {
            float side = i == 0 ? -1f : 1f;
            People.Person(c, c.Middle + (side * 66f), 97f, 62f * dice.Range(0.94f, 1.04f), dice, Pose.Standing);
        }

        c.Lay();
    }

    private static void Water(AssetCanvas c, float x, float y, float w)
    {
        Outline edge = c.Shape().Ellipse(x, y, w, w * 0.15f).Ellipse(x + (w * 0.4f), y + 1.6f, w * 0.62f, w * 0.11f);
        c.Fill(edge, c.Palette.Ground.Mix(c.Palette.Dark, 0.4f));
        Outline water = c.Shape()
            .Ellipse(x, y, w * 0.95f, w * 0.126f)
            .Ellipse(x + (w * 0.4f), y + 1.6f, w * 0.57f, w * 0.09f);
        LinearColor sky = LinearColor.Parse("#9cc4e8").Mix(c.Palette.Sky, 0.35f).Scale(c.Daylight);
        c.Fill(water, sky.Mix(c.Palette.Cloud, 0.3f), sky.Scale(0.7f), y - (w * 0.14f), y + (w * 0.14f));
        Outline rings = c.Shape();
        for (int i = 0; i < 2; i++)
        {
            float r = w * (0.3f + (0.24f * i));
            rings.Solid().Ellipse(x + 6f, y, r, r * 0.13f).Hole().Ellipse(x + 6f, y, r - 1f, (r * 0.13f) - 0.5f);
        }

        c.Fill(rings, c.Palette.Cloud.WithAlpha(0.6f));
    }

    private static void Boat(AssetCanvas c, float x, float y)
    {
        c.Cut(c.Shape().Polygon(x, y - 14f, x + 7f, y - 4f, x - 6f, y - 4f), c.Palette.Cloud.Scale(c.Daylight));
        c.Cut(
            c.Shape().Polygon(x - 12f, y - 5f, x + 12f, y - 5f, x + 7f, y + 1f, x - 7f, y + 1f),
            c.Palette.Accent.Mix(c.Palette.Cloud, 0.3f).Scale(c.Daylight)
        );
    }

    private static void Splash(AssetCanvas c, float x, float y, Dice dice)
    {
        LinearColor drops = c.Palette.Cloud.Mix(c.Palette.Sky, 0.3f);
        for (int i = 0; i < 12; i++)
        {
            float side = i % 2 == 0 ? -1f : 1f;
            float away = dice.Range(6f, 19f);
            c.Fill(c.Shape().Circle(x + (side * away), y - dice.Range(1f, 14f), dice.Range(0.7f, 1.7f)), drops);
        }
    }

    private static void Umbrellas(AssetCanvas c)
    {
        Dice dice = c.Dice.Fork("people");
        int people = c.Count(2, 4, 7);
        float pitch = (c.Right - 24f) / people;
        for (int row = 0; row < 2; row++)
        {
            for (int i = 1 - row; i < people; i += 2)
            {
                float x = 12f + ((i + 0.5f + dice.Range(-0.15f, 0.15f)) * pitch);
                float tall = (row == 0 ? 60f : 68f) * dice.Range(0.92f, 1.06f);
                float ground = row == 0 ? 95f : 100f;
                People.Person(c, x, ground, tall, dice, Pose.Holding);
                Umbrella(c, x + (tall * 0.1f), ground - (tall * 1.02f), tall * 0.42f, Cloth(c, i));
            }

            c.Lay(0.8f);
        }

        Outline rain = c.Shape();
        for (int i = 0; i < c.Count(16, 34, 60); i++)
        {
            float x = dice.Range(0f, c.Right);
            float y = dice.Range(2f, 90f);
            float l = dice.Range(7f, 13f);
            rain.Polygon(x + (l * 0.25f), y, x + (l * 0.25f) + 0.7f, y, x + 1f, y + l, x, y + l);
        }

        c.Fill(rain, c.Palette.Cloud.Mix(c.Palette.Sky, 0.3f).WithAlpha(0.75f));
    }

    private static LinearColor Cloth(AssetCanvas c, int index) =>
        (index % 4) switch
        {
            0 => c.Palette.Accent,
            1 => c.Palette.Second,
            2 => c.Palette.Lamp,
            _ => c.Palette.Dark.Mix(c.Palette.Near, 0.5f),
        };

    private static void Umbrella(AssetCanvas c, float x, float y, float r, LinearColor cloth)
    {
        c.Fill(
            c.Shape()
                .Stroke(0.9f, x, y - (r * 0.2f), x, y + (r * 0.75f))
                .Stroke(0.8f, x, y - (r * 0.72f), x, y - (r * 0.8f)),
            c.Palette.Dark
        );
        for (int i = 0; i < 4; i++)
        {
            float a = x - r + (r * i / 2f);
            float b = a + (r / 2f);
            Outline panel = c.Shape();
            panel
                .Move(x, y - (r * 0.72f))
                .Quad((a * 0.85f) + (x * 0.15f), y - (r * 0.58f), a, y)
                .Quad((a + b) / 2, y - (r * 0.16f), b, y)
                .Quad((b * 0.85f) + (x * 0.15f), y - (r * 0.58f), x, y - (r * 0.72f))
                .Close();
            c.Cut(panel, cloth.Scale(c.Daylight * (1.08f - (0.14f * i))));
        }
    }

    private static void Wind(AssetCanvas c)
    {
        Dice dice = c.Dice.Fork("wind");
        int trees = c.Count(1, 2, 3);
        for (int i = 0; i < trees; i++)
        {
            BentTree(c, dice, c.Right * (0.08f + (0.3f * i)), 1f + (0.08f * c.Level) - (0.1f * (i % 2)));
        }

        c.Lay();
        for (int i = 0; i < c.Count(1, 1, 2); i++)
        {
            float x = c.Right * (0.74f + (0.14f * i));
            People.Person(c, x, 100f, 44f * dice.Range(0.94f, 1.04f), dice, Pose.Holding);
            BlownUmbrella(c, x + 10f, 60f, Cloth(c, i));
        }

        for (int i = 0; i < c.Count(10, 22, 40); i++)
        {
            float x = dice.Range(0.1f, 1f) * c.Right;
            float y = dice.Range(8f, 92f);
            float s = dice.Range(1.6f, 3.2f);
            c.Fill(
                c.Shape().Polygon(x - s, y, x, y - (s * 0.5f), x + s, y - (s * 0.4f), x, y + (s * 0.4f)),
                dice.Chance(0.4f)
                    ? c.Palette.Accent.Mix(c.Palette.Lamp, 0.4f)
                    : c.Palette.Second.Mix(c.Palette.Near, 0.3f)
            );
        }

        c.Lay();
    }

    private static void BentTree(AssetCanvas c, Dice dice, float x, float s)
    {
        LinearColor bark = c.Palette.Dark.Mix(c.Palette.Near, 0.3f);
        Outline trunk = c.Shape(x, 100f, s);
        trunk
            .Move(-4f, 0f)
            .Cubic(-3f, -30f, 2f, -44f, 26f, -60f)
            .Line(28f, -57f)
            .Cubic(8f, -42f, 4f, -28f, 4f, 0f)
            .Close();
        trunk.Stroke(2f, 10f, -45f, 34f, -50f).Stroke(1.8f, 17f, -54f, 24f, -72f, 40f, -78f);
        c.Cut(trunk, bark);
        // The crown streams away from the wind, ragged at its end.
        for (int i = 0; i < 9; i++)
        {
            float t = i / 8f;
            float cx = 18f + (44f * t) + dice.Range(-3f, 3f);
            float cy = -70f + (12f * t) + dice.Range(-9f, 9f);
            float r = (15f - (8f * t)) * dice.Range(0.85f, 1.1f);
            Outline tuft = c.Shape(x, 100f, s);
            tuft.Move(cx - r, cy)
                .Cubic(
                    cx - (r * 0.8f),
                    cy - (r * 0.9f),
                    cx + (r * 0.6f),
                    cy - (r * 0.9f),
                    cx + (r * 1.9f),
                    cy - (r * 0.1f)
                )
                .Cubic(cx + (r * 0.7f), cy + (r * 0.9f), cx - (r * 0.8f), cy + (r * 0.8f), cx - r, cy)
                .Close();
            c.Cut(
                tuft,
                c.Palette.Second.Mix(c.Palette.Near, 0.3f + (0.2f * t)).Scale(c.Daylight * dice.Range(0.8f, 1.1f))
            );
        }
    }

    private static void BlownUmbrella(AssetCanvas c, float x, float y, LinearColor cloth)
    {
        c.Fill(c.Shape().Stroke(1f, x - 2f, y + 4f, x + 14f, y - 12f), c.Palette.Dark);
        Outline cup = c.Shape();
        cup.Move(x + 13f, y - 11f)
            .Cubic(x + 6f, y - 20f, x + 12f, y - 30f, x + 22f, y - 33f)
            .Quad(x + 22f, y - 24f, x + 27f, y - 20f)
            .Quad(x + 28f, y - 14f, x + 36f, y - 14f)
            .Cubic(x + 32f, y - 4f, x + 22f, y - 3f, x + 13f, y - 11f)
            .Close();
        c.Cut(cup, cloth.Scale(c.Daylight), y - 33f, y);
    }
}
