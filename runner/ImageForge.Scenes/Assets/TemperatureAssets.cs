using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>Ice cream under parasols; snow piles and scarves.</summary>
internal static class TemperatureAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("temperature", "warm", true), 1.9f, Warm),
        new(new AssetName("temperature", "cold", false), 1.9f, Cold),
    ];

    private static void Warm(AssetCanvas c)
    {
        int parasols = c.Count(1, 2, 3);
        for (int i = 0; i < parasols; i++)
        {
            float x = c.Right * (parasols == 1 ? 0.78f : 0.5f + (0.42f * (i + 0.3f) / parasols));
            Parasol(c, x, 34f + (i % 2 * 8f), i);
        }

        c.Lay();
        Cart(c, c.Right * 0.24f);
        c.Lay();
        People.Crowd(c, c.Right * 0.42f, c.Right - 4f, 100f, 31f, c.Count(2, 5, 8), Pose.Walking);
        Dice dice = c.Dice.Fork("customer");
        People.Person(c, 8f, 100f, 33f, dice, Pose.Holding);
    }

    private static void Parasol(AssetCanvas c, float x, float top, int index)
    {
        c.Cut(c.Shape().Stroke(1.5f, x, 98f, x, top), c.Palette.Cloud.Scale(0.75f));
        LinearColor first = index % 2 == 0 ? c.Palette.Accent : c.Palette.Second;
        float r = 25f;
        int panels = 6;
        for (int i = 0; i < panels; i++)
        {
            float a = x - r + (2 * r * i / panels);
            float b = x - r + (2 * r * (i + 1) / panels);
            Outline panel = c.Shape();
            panel
                .Move(x, top - 2f)
                .Quad((a * 0.75f) + (x * 0.25f), top + 1f, a, top + 15f)
                .Quad((a + b) / 2, top + 11.5f, b, top + 15f)
                .Quad((b * 0.75f) + (x * 0.25f), top + 1f, x, top - 2f)
                .Close();
            c.Cut(panel, (i % 2 == 0 ? first : c.Palette.Cloud).Scale(c.Daylight), top, top + 16f);
        }

        c.Cut(
            c.Shape()
                .RoundRect(x - 13f, 82f, 26f, 2.6f, 1f)
                .Rect(x - 1f, 82f, 2f, 18f)
                .RoundRect(x - 7f, 98f, 14f, 2f, 1f),
            c.Palette.Near.Mix(c.Palette.Horizon, 0.5f)
        );
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            float sx = x + (side * 17f);
            c.Cut(
                c.Shape()
                    .Rect(sx - 4f, 88f, 8f, 2f)
                    .Rect(sx - 4f, 88f, 1.4f, 12f)
                    .Rect(sx + 2.6f, 88f, 1.4f, 12f)
                    .Rect(sx + (side * 3f) - 0.7f, 77f, 1.4f, 12f),
                c.Palette.Dark
            );
        }
    }

    private static void Cart(AssetCanvas c, float x)
    {
        c.Cut(c.Shape().Circle(x - 14f, 92f, 8f).Circle(x + 14f, 92f, 8f), c.Palette.Dark);
        c.Fill(c.Shape().Circle(x - 14f, 92f, 5.4f).Circle(x + 14f, 92f, 5.4f), c.Palette.Cloud.Scale(0.8f));
        c.Cut(c.Shape().RoundRect(x - 25f, 62f, 50f, 27f, 3f), c.Palette.Cloud.Scale(c.Daylight), 62f, 89f);
        for (int i = 0; i < 5; i++)
        {
            c.Fill(
                c.Shape().Rect(x - 25f + (i * 10f), 70f, 5f, 19f),
                c.Palette.Accent.Mix(c.Palette.Cloud, 0.25f).Scale(c.Daylight)
            );
        }

        c.Cut(c.Shape().Rect(x - 27f, 60f, 54f, 4f), c.Palette.Second);
        c.Cut(c.Shape().Rect(x - 23f, 30f, 1.8f, 30f).Rect(x + 21.2f, 30f, 1.8f, 30f), c.Palette.Dark);
        int stripes = 6;
        for (int i = 0; i < stripes; i++)
        {
            float left = x - 28f + (i * 56f / stripes);
            Outline cloth = c.Shape()
                .Rect(left, 24f, 56f / stripes, 8f)
                .Dome(left + (28f / stripes), 32f, 28f / stripes, 3.4f, 0f, MathF.PI);
            c.Cut(cloth, (i % 2 == 0 ? c.Palette.Second : c.Palette.Cloud).Scale(c.Daylight));
        }

        Outline cone = c.Shape().Polygon(x - 6.4f, 14f, x + 6.4f, 14f, x, 26f);
        c.Cut(cone, c.Palette.Lamp.Mix(c.Palette.Accent, 0.25f).Scale(0.85f));
        c.Cut(
            c.Shape().Circle(x - 3.4f, 12f, 4.6f).Circle(x + 3.4f, 12f, 4.6f),
            c.Palette.Accent.Mix(c.Palette.Cloud, 0.55f)
        );
        c.Cut(c.Shape().Circle(x, 7f, 4.8f), c.Palette.Cloud);
        c.Fill(c.Shape().Circle(x + 1f, 2.6f, 1.5f), c.Palette.Accent);
    }

    private static void Cold(AssetCanvas c)
    {
        LinearColor snow = c.Context.SnowPaper.Scale(1.08f);
        Pile(c, snow.Scale(0.86f), 0.02f, 0.5f, 22f + (10f * c.Level));
        Pile(c, snow.Scale(0.9f), 0.55f, 0.98f, 18f + (12f * c.Level));
        c.Lay();
        if (c.Level > 0)
        {
            Snowman(c, c.Right * 0.76f, snow);
            c.Lay();
        }

        Dice dice = c.Dice.Fork("people");
        int people = c.Count(2, 4, 6);
        for (int i = 0; i < people; i++)
        {
            float x = c.Right * (0.1f + (0.52f * i / Math.Max(1, people - 1)));
            People.Person(c, x, 98f, 31f * dice.Range(0.9f, 1.06f), dice, Pose.Bundled);
            for (int k = 0; k < 3; k++)
            {
                c.Fill(
                    c.Shape().Circle(x + 5f + (k * 2.6f), 69f - (k * 2.2f), 1.6f + (k * 0.6f)),
                    snow.WithAlpha(0.5f - (0.12f * k))
                );
            }
        }

        Pile(c, snow, 0f, 0.34f, 9f + (3f * c.Level));
        Pile(c, snow, 0.4f, 1f, 7f + (4f * c.Level));
    }

    private static void Pile(AssetCanvas c, LinearColor snow, float from, float to, float height)
    {
        float a = c.Right * from;
        float b = c.Right * to;
        float third = (b - a) / 3f;
        Outline pile = c.Shape();
        pile.Move(a, 100f)
            .Cubic(
                a + (third * 0.5f),
                100f - (height * 1.2f),
                a + (third * 0.9f),
                100f - (height * 0.7f),
                a + (third * 1.3f),
                100f - (height * 0.9f)
            )
            .Cubic(a + (third * 1.8f), 100f - (height * 1.3f), a + (third * 2.4f), 100f - (height * 0.6f), b, 100f)
            .Close();
        c.Cut(pile, snow, 100f - height, 104f);
    }

    private static void Snowman(AssetCanvas c, float x, LinearColor snow)
    {
        c.Cut(c.Shape().Circle(x, 84f, 15f), snow, 68f, 100f);
        c.Cut(c.Shape().Circle(x, 62f, 11f), snow, 51f, 74f);
        c.Cut(c.Shape().Circle(x, 45f, 8f), snow, 37f, 54f);
        c.Fill(
            c.Shape().Circle(x - 2.8f, 43f, 1.1f).Circle(x + 2.8f, 43f, 1.1f).Circle(x, 58f, 1.2f).Circle(x, 64f, 1.2f),
            c.Palette.Dark
        );
        c.Fill(c.Shape().Polygon(x, 45.4f, x + 10f, 47.6f, x, 48f), c.Palette.Accent.Mix(c.Palette.Lamp, 0.4f));
        c.Cut(c.Shape().RoundRect(x - 8f, 36f, 16f, 3f, 1f).Rect(x - 5.4f, 27f, 10.8f, 10f), c.Palette.Dark);
        c.Fill(
            c.Shape()
                .RoundRect(x - 8f, 50f, 16f, 3.6f, 1.4f)
                .Polygon(x + 3f, 52f, x + 7f, 52f, x + 8f, 63f, x + 4f, 63f),
            c.Palette.Second
        );
        c.Fill(
            c.Shape().Stroke(1.4f, x - 10f, 60f, x - 22f, 50f, x - 25f, 51f).Stroke(1.4f, x + 10f, 60f, x + 21f, 52f),
            c.Palette.Dark
        );
    }
}
