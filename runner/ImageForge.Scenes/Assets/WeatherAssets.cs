using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>Kites in a friendly sky; a heavy cloud, with rain or lightning only where the tag says so.</summary>
internal static class WeatherAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("weather", "clear", true), 2.0f, Kites),
        new(new AssetName("weather", "clouds", false), 2.1f, Clouds),
        new(new AssetName("weather", "rain", false), 2.1f, RainCloud),
        new(new AssetName("weather", "storm", false), 2.1f, Storm),
        new(new AssetName("weather", "lightning", false), 2.1f, Storm),
    ];

    private static void Kites(AssetCanvas c)
    {
        Cloudlet(c, c.Right * 0.22f, 74f, 56f);
        if (c.Level > 0)
        {
            Cloudlet(c, c.Right * 0.74f, 88f, 66f);
        }

        c.Lay(1.2f);
        Dice dice = c.Dice.Fork("kites");
        int kites = c.Count(1, 3, 5);
        for (int i = 0; i < kites; i++)
        {
            float x = c.Right * (0.14f + (0.74f * (i + 0.5f) / kites));
            float y = dice.Range(18f, 52f);
            Kite(c, x, y, dice.Range(11f, 16f) + (c.Level * 1.5f), dice.Range(-0.35f, 0.35f), i);
        }

        int birds = c.Count(2, 4, 7);
        for (int i = 0; i < birds; i++)
        {
            float x = dice.Range(0.1f, 0.9f) * c.Right;
            float y = dice.Range(8f, 70f);
            float s = dice.Range(3f, 5f);
            Outline bird = c.Shape();
            bird.Move(x - s, y - (s * 0.5f))
                .Quad(x - (s * 0.4f), y - (s * 0.7f), x, y)
                .Quad(x + (s * 0.4f), y - (s * 0.7f), x + s, y - (s * 0.5f))
                .Quad(x + (s * 0.4f), y - (s * 0.35f), x, y + (s * 0.3f))
                .Quad(x - (s * 0.4f), y - (s * 0.35f), x - s, y - (s * 0.5f))
                .Close();
            c.Fill(bird, c.Palette.Near);
        }
    }

    private static void Kite(AssetCanvas c, float x, float y, float s, float lean, int index)
    {
        float px = x;
        float py = y + s;
        Outline tail = c.Shape();
        for (int i = 1; i <= 9; i++)
        {
            float nx = x + (StableMath.Sin(i * 0.9f) * 2.4f) - (i * 1.1f * (lean + 0.5f));
            float ny = y + s + (i * 3.6f);
            tail.Stroke(0.7f, px, py, nx, ny);
            if (i % 3 == 0)
            {
                tail.Polygon(nx - 3f, ny - 1.6f, nx, ny, nx - 3f, ny + 1.6f)
                    .Polygon(nx + 3f, ny - 1.6f, nx, ny, nx + 3f, ny + 1.6f);
            }

            px = nx;
            py = ny;
        }

        LinearColor first = index % 2 == 0 ? c.Palette.Accent : c.Palette.Second;
        LinearColor second = index % 2 == 0 ? c.Palette.Lamp : c.Palette.Cloud;
        c.Fill(tail, first.Mix(c.Palette.Dark, 0.3f));
        float w = s * 0.72f;
        float dx = lean * s;
        c.Cut(
            c.Shape().Polygon(x + dx, y - s, x + w, y - (s * 0.1f), x, y - (s * 0.1f)),
            first.Scale(c.Daylight * 1.05f)
        );
        c.Cut(c.Shape().Polygon(x + dx, y - s, x, y - (s * 0.1f), x - w, y - (s * 0.1f)), second.Scale(c.Daylight));
        c.Cut(
            c.Shape().Polygon(x + w, y - (s * 0.1f), x - (dx * 0.3f), y + s, x, y - (s * 0.1f)),
            second.Scale(c.Daylight * 0.92f)
        );
        c.Cut(
            c.Shape().Polygon(x, y - (s * 0.1f), x - (dx * 0.3f), y + s, x - w, y - (s * 0.1f)),
            first.Scale(c.Daylight * 0.92f)
        );
    }

    private static void Cloudlet(AssetCanvas c, float x, float y, float width)
    {
        Outline cloud = c.Shape();
        cloud
            .RoundRect(x - (width / 2), y - 8f, width, 9f, 4.5f)
            .Circle(x - (width * 0.22f), y - 9f, width * 0.14f)
            .Circle(x + (width * 0.02f), y - 13f, width * 0.2f)
            .Circle(x + (width * 0.24f), y - 9f, width * 0.13f);
        c.Cut(cloud, c.Palette.Cloud.Mix(new LinearColor(1f, 1f, 1f), 0.25f).Scale(c.Daylight), y - 30f, y + 2f);
    }

    private static void Storm(AssetCanvas c)
    {
        for (int i = 0; i < c.Count(0, 1, 2); i++)
        {
            Bolt(c, c.Right * (0.36f + (0.34f * i)), 52f);
        }

        RainCloud(c);
    }

    private static void RainCloud(AssetCanvas c)
    {
        Rain(c, c.Dice.Fork("rain"), c.Count(12, 26, 46));
        Clouds(c);
    }

    private static void Clouds(AssetCanvas c)
    {
        Dice dice = c.Dice.Fork("storm");
        LinearColor dark = c.Palette.Dark.Mix(c.Palette.Cloud, 0.34f);
        int layers = c.Count(1, 2, 3);
        c.Lay(0.4f);
        for (int layer = 0; layer < layers; layer++)
        {
            float width = c.Right * (0.94f - (0.16f * layer));
            float x = c.Middle + (dice.Range(-0.07f, 0.07f) * c.Right);
            float y = 56f - (layer * 3f) + (layers * 2f) - ((layers - 1 - layer) * 9f);
            LinearColor paper = dark.Mix(c.Palette.Cloud, 0.1f + (0.2f * (layers - 1 - layer)))
                .Scale(1f - (0.12f * layer));
            Outline cloud = c.Shape();
            cloud.RoundRect(x - (width / 2), y - 11f, width, 12f, 6f);
            int puffs = 6;
            for (int i = 0; i < puffs; i++)
            {
                float t = (i + 0.5f) / puffs;
                float r = (6.5f + (10f * StableMath.Sin(t * 3.1416f))) * dice.Range(0.85f, 1.2f);
                cloud.Circle(x + ((t - 0.5f) * width * 0.84f), y - 8f - (r * 0.35f), r);
            }

            c.Cut(cloud, paper, y - 34f, y + 4f);
            c.Lay(1.3f);
        }
    }

    private static void Rain(AssetCanvas c, Dice dice, int drops)
    {
        Outline rain = c.Shape();
        for (int i = 0; i < drops; i++)
        {
            float x = dice.Range(0.14f, 0.9f) * c.Right;
            float y = dice.Range(56f, 88f);
            float l = dice.Range(6f, 11f);
            rain.Polygon(x + (l * 0.3f), y, x + (l * 0.3f) + 0.8f, y, x + 1.2f, y + l, x, y + l);
        }

        c.Fill(rain, c.Palette.Cloud.Mix(c.Palette.Sky, 0.3f).WithAlpha(0.85f));
    }

    private static void Bolt(AssetCanvas c, float x, float y)
    {
        Outline bolt = c.Shape()
            .Polygon(
                x + 2f,
                y,
                x - 8f,
                y + 22f,
                x - 1f,
                y + 21f,
                x - 7f,
                y + 44f,
                x + 9f,
                y + 15f,
                x + 2f,
                y + 16f,
                x + 10f,
                y
            );
        c.Fill(bolt, new LinearColor(3.2f, 2.8f, 1.5f));
        c.Glow(x, y + 18f, 36f, new LinearColor(0.9f, 0.85f, 0.6f).Scale(0.45f));
    }
}
