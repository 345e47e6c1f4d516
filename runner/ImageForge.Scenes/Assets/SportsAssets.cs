using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>The stadium on a match day, and after all have gone.</summary>
internal static class SportsAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("sports", "match", true), 2.2f, Match),
        new(new AssetName("sports", "defeat", false), 2.2f, Empty),
    ];

    private static void Match(AssetCanvas c)
    {
        Masts(c, lit: true);
        c.Lay(0.6f);
        Bowl(c, lit: true);
        Dice dice = c.Dice.Fork("seats");
        for (int i = 0; i < c.Count(70, 160, 280); i++)
        {
            float t = dice.Range(-0.94f, 0.94f);
            float rise = dice.Next();
            float x = c.Middle + (t * c.Right * 0.44f);
            float y = 47f + (rise * 14f) - (Bulge(t) * 9f);
            LinearColor shirt = dice.Index(4) switch
            {
                0 => c.Palette.Accent,
                1 => c.Palette.Second,
                2 => c.Palette.Cloud,
                _ => c.Palette.Lamp,
            };
            c.Fill(c.Shape().Circle(x, y, 1.25f), shirt.Scale(0.9f));
        }

        Banners(c, c.Count(3, 5, 7));
        c.Lay();
        People.Crowd(c, 6f, c.Right - 6f, 100f, 22f, c.Count(3, 7, 13), Pose.Cheering);
        c.Lay(0.8f);
    }

    private static void Empty(AssetCanvas c)
    {
        Masts(c, lit: false);
        c.Lay(0.6f);
        Bowl(c, lit: false);
        c.Lay();
        float r = 7f + (c.Level * 2f);
        float x = c.Middle + 12f;
        c.Cut(c.Shape().Circle(x, 100f - r, r), c.Palette.Cloud.Scale(0.9f), 100f - (2 * r), 100f);
        Outline patches = c.Shape();
        patches.Polygon(Star(x, 100f - r, r * 0.36f));
        for (int i = 0; i < 5; i++)
        {
            float a = (i * 1.2566f) - 1.5708f;
            patches.Stroke(
                r * 0.09f,
                x + (StableMath.Cos(a) * r * 0.36f),
                100f - r + (StableMath.Sin(a) * r * 0.36f),
                x + (StableMath.Cos(a) * r * 0.8f),
                100f - r + (StableMath.Sin(a) * r * 0.8f)
            );
        }

        c.Fill(patches, c.Palette.Dark);
        Dice dice = c.Dice.Fork("gone");
        if (c.Level > 0)
        {
            People.Person(c, c.Right * 0.2f, 100f, 24f, dice, Pose.Walking);
        }

        for (int i = 0; i < c.Count(5, 10, 16); i++)
        {
            float lx = dice.Range(4f, c.Right - 4f);
            c.Fill(
                c.Shape().Polygon(lx, 98.6f, lx + 3f, 97.4f, lx + 4f, 99.4f, lx + 1f, 100f),
                c.Palette.Cloud.Scale(0.65f)
            );
        }
    }

    private static void Bowl(AssetCanvas c, bool lit)
    {
        float half = c.Right * 0.47f;
        LinearColor wall = c.Palette.Near.Mix(c.Palette.Horizon, lit ? 0.22f : 0.05f).Scale(lit ? 1f : 0.72f);
        if (lit)
        {
            c.Glow(c.Middle, 44f, c.Right * 0.5f, c.Palette.Lamp.Scale(0.5f * (0.35f + c.Night)));
        }

        Outline stands = c.Shape();
        stands
            .Move(c.Middle - half, 46f)
            .Quad(c.Middle, 28f, c.Middle + half, 46f)
            .Line(c.Middle + half, 64f)
            .Quad(c.Middle, 72f, c.Middle - half, 64f)
            .Close();
        c.Cut(stands, wall.Scale(0.6f));
        Outline field = c.Shape().Ellipse(c.Middle, 61f, half * 0.8f, 6.5f);
        c.Fill(field, c.Palette.Second.Scale(lit ? 1.25f : 0.4f));
        Outline facade = c.Shape();
        facade
            .Move(c.Middle - half, 58f)
            .Quad(c.Middle, 74f, c.Middle + half, 58f)
            .Line(c.Middle + (half * 0.93f), 100f)
            .Line(c.Middle - (half * 0.93f), 100f)
            .Close();
        c.Cut(facade, wall, 58f, 100f);
        Outline arches = c.Shape();
        int count = 11;
        for (int i = 0; i < count; i++)
        {
            float t = ((i + 0.5f) / count * 2f) - 1f;
            float x = c.Middle + (t * half * 0.86f);
            float top = 74f + (Bulge(t) * 5f);
            arches.Rect(x - 3.6f, top, 7.2f, 100f - top).Dome(x, top, 3.6f, 4f, MathF.PI, MathF.PI * 2);
        }

        if (lit && c.Night > 0.2f)
        {
            c.Fill(arches, c.Light(c.Palette.Lamp, 0.95f), c.Light(c.Palette.Lamp, 0.5f), 74f, 100f);
        }
        else
        {
            c.Fill(arches, c.Palette.Dark);
        }
    }

    private static void Masts(AssetCanvas c, bool lit)
    {
        int masts = c.Count(2, 2, 4);
        for (int i = 0; i < masts; i++)
        {
            float x = c.Right * (masts == 2 ? 0.14f + (0.72f * i) : 0.08f + (0.28f * i));
            c.Cut(c.Shape().Polygon(x - 2f, 80f, x - 0.9f, 14f, x + 0.9f, 14f, x + 2f, 80f), c.Palette.Dark);
            c.Cut(c.Shape().RoundRect(x - 8f, 4f, 16f, 11f, 1f), c.Palette.Dark);
            Outline lamps = c.Shape();
            for (int k = 0; k < 6; k++)
            {
                lamps.Circle(x - 5f + (k % 3 * 5f), 7f + (k / 3 * 5f), 1.8f);
            }

            c.Fill(lamps, lit ? new LinearColor(3.4f, 3.3f, 2.9f) : c.Palette.Ground);
            if (lit)
            {
                c.Glow(x, 9f, 34f, c.Palette.Lamp.Mix(new LinearColor(1f, 1f, 1f), 0.6f).Scale(0.6f));
            }
        }
    }

    private static void Banners(AssetCanvas c, int count)
    {
        for (int i = 0; i < count; i++)
        {
            float t = ((i + 0.5f) / count * 2f) - 1f;
            float x = c.Middle + (t * c.Right * 0.42f);
            float y = 36f + (Math.Abs(t) * 6f);
            c.Cut(c.Shape().Stroke(0.9f, x, y + 6f, x, y - 14f), c.Palette.Dark);
            Outline flag = c.Shape().Polygon(x, y - 14f, x + 11f, y - 11f, x, y - 7f);
            c.Cut(flag, i % 2 == 0 ? c.Palette.Accent : c.Palette.Second);
        }
    }

    private static float Bulge(float t) => 1f - (t * t);

    private static float[] Star(float x, float y, float r)
    {
        float[] points = new float[10];
        for (int i = 0; i < 5; i++)
        {
            float a = (i * 1.2566f) - 1.5708f;
            points[i * 2] = x + (StableMath.Cos(a) * r);
            points[(i * 2) + 1] = y + (StableMath.Sin(a) * r);
        }

        return points;
    }
}
