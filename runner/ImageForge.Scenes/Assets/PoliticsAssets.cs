using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;

namespace ImageForge.Scenes.Assets;

/// <summary>The hall with its flags and a queue of voters; a march with placards.</summary>
internal static class PoliticsAssets
{
    private static readonly string[] Slogans = ["NO!", "NOW!", "STOP", "WHY?", "LISTEN"];

    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("politics", "election", true), 1.8f, Election),
        new(new AssetName("politics", "protest", false), 1.9f, Protest),
    ];

    private static void Election(AssetCanvas c)
    {
        Hall(c, lit: true);
        c.Lay();
        int flags = c.Count(2, 4, 6);
        for (int i = 0; i < flags; i++)
        {
            float x = c.Right * (i + 0.5f) / flags;
            Flag(c, x, 30f + (Math.Abs(i - ((flags - 1) / 2f)) * 2f), i);
        }

        c.Lay(0.8f);
        c.Cut(c.Shape().RoundRect(c.Middle - 9f, 84f, 18f, 16f, 1f), c.Palette.Cloud.Scale(c.Daylight), 84f, 100f);
        c.Fill(c.Shape().Rect(c.Middle - 4f, 86.5f, 8f, 1.4f), c.Palette.Dark);
        c.Fill(c.Shape().Stroke(1.6f, c.Middle - 4f, 93f, c.Middle - 1f, 96f, c.Middle + 5f, 90f), c.Palette.Accent);
        Dice dice = c.Dice.Fork("queue");
        int people = c.Count(3, 6, 10);
        float pitch = Math.Min(13f, (c.Right - 30f) / 2 / Math.Max(1, people / 2f));
        for (int i = 0; i < people; i++)
        {
            float x = c.Middle + ((i % 2 == 0 ? -1f : 1f) * (18f + (i / 2 * pitch)));
            People.Person(c, x, 100f, 25f * dice.Range(0.9f, 1.08f), dice, Pose.Standing);
        }
    }

    private static void Protest(AssetCanvas c)
    {
        Hall(c, lit: false);
        c.Lay(1.2f);
        Dice dice = c.Dice.Fork("march");
        int placards = c.Count(2, 4, 7);
        for (int row = 0; row < 2; row++)
        {
            for (int i = row; i < placards; i += 2)
            {
                float x = c.Right * (i + 0.5f + dice.Range(-0.2f, 0.2f)) / placards;
                Placard(c, dice, x, 40f + (row * 15f) + dice.Range(-4f, 4f), i);
                People.Person(c, x - 3f, 98f + (row * 2f), 32f * dice.Range(0.92f, 1.08f), dice, Pose.Holding);
            }

            People.Crowd(c, 3f, c.Right - 3f, 98f + (row * 2f), 30f, c.Count(3, 5, 8), Pose.Cheering);
            c.Lay(0.7f);
        }

        Barricade(c);
    }

    private static void Hall(AssetCanvas c, bool lit)
    {
        float w = Math.Min(c.Right * 0.82f, 140f);
        float x = c.Middle - (w / 2);
        LinearColor stone = c.Palette.Horizon.Mix(c.Palette.Near, lit ? 0.3f : 0.55f).Scale(c.Daylight);
        c.Cut(
            c.Shape()
                .Dome(c.Middle, 26f, w * 0.17f, 19f, MathF.PI, MathF.PI * 2)
                .Stroke(1f, c.Middle, 8f, c.Middle, 2f),
            stone.Scale(0.82f)
        );
        c.Cut(c.Shape().Rect(c.Middle - (w * 0.19f), 24f, w * 0.38f, 8f), stone.Scale(0.9f));
        c.Cut(c.Shape().Rect(x + 4f, 46f, w - 8f, 46f), stone.Scale(0.6f));
        c.Cut(c.Shape().Polygon(x - 3f, 46f, c.Middle, 27f, x + w + 3f, 46f), stone, 27f, 46f);
        c.Cut(c.Shape().Rect(x - 2f, 45f, w + 4f, 5f), stone.Scale(1.1f));
        Outline doors = c.Shape().RoundRect(c.Middle - 7f, 60f, 14f, 32f, 6f);
        c.Fill(doors, lit ? c.Light(c.Palette.Lamp, 1f) : c.Palette.Dark);
        int columns = 6;
        for (int i = 0; i < columns; i++)
        {
            float cx = x + 6f + ((w - 12f) * i / (columns - 1));
            if (i < columns - 1 && i != (columns / 2) - 1)
            {
                float mid = cx + ((w - 12f) / (columns - 1) / 2);
                c.Fill(
                    c.Shape().RoundRect(mid - 3.4f, 58f, 6.8f, 20f, 3.4f),
                    lit ? c.Light(c.Palette.Lamp, 0.8f) : c.Palette.Dark
                );
            }

            c.Cut(
                c.Shape().Rect(cx - 3f, 50f, 6f, 42f).Rect(cx - 4f, 50f, 8f, 2.6f).Rect(cx - 4f, 89f, 8f, 3f),
                stone.Scale(1.06f)
            );
        }

        for (int i = 0; i < 3; i++)
        {
            c.Cut(
                c.Shape().Rect(x - 3f - (i * 3f), 91f + (i * 3f), w + 6f + (i * 6f), 3.4f),
                stone.Scale(1f - (i * 0.07f))
            );
        }
    }

    private static void Flag(AssetCanvas c, float x, float top, int index)
    {
        c.Cut(c.Shape().Stroke(1.2f, x, 100f, x, top).Circle(x, top - 0.6f, 1.5f), c.Palette.Dark);
        LinearColor[] bands =
        [
            index % 2 == 0 ? c.Palette.Accent : c.Palette.Second,
            c.Palette.Cloud.Mix(c.Palette.Lamp, 0.1f),
            index % 2 == 0 ? c.Palette.Second : c.Palette.Accent,
        ];
        for (int i = 0; i < 3; i++)
        {
            float y = top + 1f + (i * 4.2f);
            Outline band = c.Shape();
            band.Move(x, y)
                .Cubic(x + 7f, y - 3.6f, x + 13f, y + 4f, x + 20f, y)
                .Line(x + 20f, y + 4.3f)
                .Cubic(x + 13f, y + 8.3f, x + 7f, y + 0.7f, x, y + 4.3f)
                .Close();
            c.Cut(band, bands[i].Scale(c.Daylight));
        }
    }

    private static void Placard(AssetCanvas c, Dice dice, float x, float y, int index)
    {
        float tilt = dice.Range(-3f, 3f);
        string slogan = Slogans[index % Slogans.Length];
        float size = 6f;
        float width = Math.Max(20f, StrokeFont.Measure(slogan, size) + 7f);
        c.Cut(c.Shape().Stroke(1.4f, x, y + 36f, x + tilt, y), c.Palette.Dark.Mix(c.Palette.Lamp, 0.2f));
        LinearColor card = (index % 3) switch
        {
            0 => c.Palette.Cloud,
            1 => c.Palette.Lamp,
            _ => c.Palette.Accent,
        };
        float left = x + tilt - (width / 2);
        c.Cut(
            c.Shape()
                .Polygon(
                    left,
                    y - 8f + (tilt * 0.5f),
                    left + width,
                    y - 8f - (tilt * 0.5f),
                    left + width,
                    y + 7f - (tilt * 0.5f),
                    left,
                    y + 7f + (tilt * 0.5f)
                ),
            card.Scale(c.Daylight)
        );
        Outline text = c.Shape(left + ((width - StrokeFont.Measure(slogan, size)) / 2), y - 3.8f, 1f);
        StrokeFont.Set(text, slogan, 0f, 0f, size, 0.17f);
        c.Fill(text, index % 3 == 2 ? c.Palette.Cloud : c.Palette.Dark);
    }

    private static void Barricade(AssetCanvas c)
    {
        int count = c.Count(2, 3, 5);
        float width = c.Right / count;
        for (int i = 0; i < count; i++)
        {
            float x = (i * width) + (width * 0.12f);
            float w = width * 0.76f;
            c.Cut(
                c.Shape().Stroke(1.6f, x + 4f, 100f, x + 6f, 84f).Stroke(1.6f, x + w - 4f, 100f, x + w - 6f, 84f),
                c.Palette.Dark
            );
            c.Cut(c.Shape().Rect(x, 84f, w, 6f), c.Palette.Cloud.Scale(c.Daylight));
            Outline stripes = c.Shape();
            for (float s = x; s < x + w - 4f; s += 9f)
            {
                stripes.Polygon(s + 2f, 84f, s + 6f, 84f, s + 4f, 90f, s, 90f);
            }

            c.Fill(stripes, c.Palette.Accent);
        }
    }
}
