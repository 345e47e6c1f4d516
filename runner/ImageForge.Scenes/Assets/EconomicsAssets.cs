using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;

namespace ImageForge.Scenes.Assets;

/// <summary>Cranes and a rising chart; shops to let and a falling one.</summary>
internal static class EconomicsAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("economics", "growth", true), 1.9f, Growth),
        new(new AssetName("economics", "downturn", false), 1.9f, Downturn),
    ];

    private static void Growth(AssetCanvas c)
    {
        int cranes = c.Count(1, 2, 3);
        for (int i = 0; i < cranes; i++)
        {
            Crane(c, c.Right * (0.16f + (0.32f * i)), 6f + (i % 2 * 12f), i % 2 == 0, idle: false);
        }

        c.Lay(0.7f);
        Dice dice = c.Dice.Fork("sites");
        for (int i = 0; i < cranes; i++)
        {
            Site(c, dice, c.Right * (0.02f + (0.31f * i)), c.Right * 0.25f, 46f - (i % 2 * 10f));
        }

        c.Lay();
        Billboard(c, c.Right * 0.66f, 36f, c.Right * 0.32f, rising: true);
        c.Lay();
        People.Crowd(c, 4f, c.Right - 4f, 100f, 23f, c.Count(3, 6, 10), Pose.Walking);
    }

    private static void Downturn(AssetCanvas c)
    {
        Crane(c, c.Right * 0.14f, 12f, true, idle: true);
        c.Lay(0.7f);
        int shops = c.Count(1, 2, 3);
        float width = Math.Min(54f, c.Right * 0.62f / shops);
        for (int i = 0; i < shops; i++)
        {
            ToLet(c, 4f + (i * (width + 2f)), width, i);
        }

        c.Lay();
        Billboard(c, c.Right * 0.68f, 34f, c.Right * 0.31f, rising: false);
        c.Lay();
        Dice dice = c.Dice.Fork("passer-by");
        People.Person(c, c.Right * 0.6f, 100f, 24f, dice, Pose.Walking);
    }

    private static void Crane(AssetCanvas c, float x, float top, bool right, bool idle)
    {
        float side = right ? 1f : -1f;
        LinearColor steel = idle
            ? c.Palette.Ground
            : c.Palette.Lamp.Mix(c.Palette.Accent, 0.35f).Scale(c.Daylight * 0.9f);
        Outline frame = c.Shape();
        frame.Stroke(1.2f, x - 2.6f, 100f, x - 2.6f, top).Stroke(1.2f, x + 2.6f, 100f, x + 2.6f, top);
        for (float y = top; y < 96f; y += 6f)
        {
            frame.Stroke(0.7f, x - 2.6f, y, x + 2.6f, y + 6f);
        }

        float tip = x + (side * 46f);
        float tail = x - (side * 17f);
        frame.Stroke(1.1f, tail, top, tip, top).Stroke(0.9f, x, top - 9f, tip - (side * 5f), top);
        frame.Stroke(0.9f, x, top - 9f, tail, top).Stroke(1.3f, x, top + 4f, x, top - 9f);
        for (int i = 0; i < 8; i++)
        {
            float bx = x + (side * (4f + (i * 5f)));
            frame.Stroke(
                0.55f,
                bx,
                top,
                bx + (side * 2.5f),
                top - (7.4f * (1f - ((4f + (i * 5f)) / 46f))),
                bx + (side * 5f),
                top
            );
        }

        c.Cut(frame, steel);
        c.Cut(c.Shape().Rect(Math.Min(tail, tail + (side * 7f)), top - 1f, 7f, 7f), c.Palette.Dark);
        c.Cut(c.Shape().RoundRect(x - 3.4f, top + 1f, 6.8f, 7f, 1f), steel.Scale(0.8f));
        float hook = x + (side * 33f);
        float length = idle ? 10f : 24f;
        c.Fill(c.Shape().Stroke(0.5f, hook, top, hook, top + length), c.Palette.Dark);
        if (!idle)
        {
            c.Cut(c.Shape().Rect(hook - 6f, top + length, 12f, 4f), c.Palette.Accent);
            c.Fill(c.Shape().Circle(tip, top - 1.4f, 1.3f), new LinearColor(3f, 0.15f, 0.1f));
        }
    }

    private static void Site(AssetCanvas c, Dice dice, float x, float width, float top)
    {
        LinearColor concrete = c.Palette.Horizon.Mix(c.Palette.Near, 0.42f).Scale(c.Daylight);
        float floor = 11f;
        for (float y = top; y < 98f; y += floor)
        {
            c.Cut(c.Shape().Rect(x, y, width, 2.2f), concrete);
            for (int i = 0; i <= 4; i++)
            {
                c.Fill(c.Shape().Rect(x + ((width - 1.8f) * i / 4f), y, 1.8f, floor + 1f), concrete.Scale(0.86f));
            }

            for (int i = 0; i < 4; i++)
            {
                if (y > top + floor && dice.Chance(0.75f))
                {
                    float left = x + ((width - 1.8f) * i / 4f) + 1.8f;
                    LinearColor pane = dice.Chance(0.35f + (c.Night * 0.3f))
                        ? c.Light(c.Palette.Lamp, 0.8f)
                        : c.Palette.Sky.Mix(c.Palette.Near, 0.4f);
                    c.Fill(c.Shape().Rect(left, y + 2.2f, ((width - 1.8f) / 4f) - 1.8f, floor - 2.2f), pane);
                }
            }
        }
    }

    private static void Billboard(AssetCanvas c, float x, float y, float width, bool rising)
    {
        float height = 38f;
        c.Cut(
            c.Shape().Rect(x + (width * 0.2f), y, 3f, 100f - y).Rect(x + (width * 0.76f), y, 3f, 100f - y),
            c.Palette.Dark
        );
        c.Cut(c.Shape().RoundRect(x - 1.6f, y - 1.6f, width + 3.2f, height + 3.2f, 2f), c.Palette.Dark);
        LinearColor screen = rising ? c.Palette.Second : c.Palette.Ground.Mix(c.Palette.Dark, 0.35f);
        c.Fill(c.Shape().Rect(x, y, width, height), screen.Scale(rising ? 0.75f : 0.6f));
        int bars = 6;
        float pitch = width / (bars + 0.6f);
        for (int i = 0; i < bars; i++)
        {
            float part = rising ? (i + 1.6f) / (bars + 1.5f) : (bars - i + 0.6f) / (bars + 1.5f);
            float h = height * 0.72f * part * (0.92f + (0.08f * (i % 2)));
            float bx = x + (pitch * (i + 0.45f));
            LinearColor bar = rising ? c.Light(c.Palette.Lamp, 0.9f) : c.Palette.Accent.Scale(0.75f);
            c.Fill(c.Shape().Rect(bx, y + height - 3f - h, pitch * 0.6f, h), bar);
        }

        float y0 = rising ? y + (height * 0.72f) : y + (height * 0.16f);
        float y1 = rising ? y + (height * 0.1f) : y + (height * 0.66f);
        float x0 = x + 4f;
        float x1 = x + width - 6f;
        Outline line = c.Shape()
            .Stroke(
                1.8f,
                x0,
                y0,
                x0 + ((x1 - x0) * 0.35f),
                y0 + ((y1 - y0) * 0.42f),
                x0 + ((x1 - x0) * 0.55f),
                y0 + ((y1 - y0) * 0.34f),
                x1,
                y1
            );
        float tip = rising ? 1f : -1f;
        line.Polygon(x1 + 3f, y1 - (3f * tip), x1 - 6.4f, y1 - (1f * tip), x1 - 0.6f, y1 + (6f * tip));
        c.Fill(line, rising ? c.Palette.Cloud.Scale(1.2f) : new LinearColor(1.25f, 0.12f, 0.1f));
    }

    private static void ToLet(AssetCanvas c, float x, float width, int index)
    {
        LinearColor wall = c.Palette.Near.Mix(c.Palette.Ground, 0.5f).Scale(0.9f - (index % 2 * 0.1f));
        c.Cut(c.Shape().Rect(x, 38f, width, 62f), wall, 38f, 100f);
        c.Cut(c.Shape().Rect(x - 1f, 36f, width + 2f, 4f), wall.Scale(1.2f));
        c.Fill(c.Shape().Rect(x + 4f, 60f, width - 8f, 33f), c.Palette.Dark.Mix(c.Palette.Near, 0.3f));
        for (int i = 0; i < 4; i++)
        {
            float y = 62f + (i * 8f);
            float tilt = (i % 2 == 0 ? 1f : -1f) * 2f;
            Outline board = c.Shape()
                .Polygon(
                    x + 3f,
                    y + tilt,
                    x + width - 3f,
                    y - tilt,
                    x + width - 3f,
                    y + 5f - tilt,
                    x + 3f,
                    y + 5f + tilt
                );
            c.Cut(board, c.Palette.Lamp.Mix(c.Palette.Near, 0.62f).Scale(c.Daylight));
        }

        c.Cut(c.Shape().Rect(x + (width * 0.1f), 42.5f, width * 0.8f, 15f), c.Palette.Accent.Scale(c.Daylight * 0.7f));
        float size = 6f;
        float textWidth = StrokeFont.Measure("TO LET", size);
        float scale = Math.Min(1.3f, width * 0.68f / textWidth);
        Outline text = c.Shape(x + (width / 2) - (textWidth * scale / 2), 50f - (3f * scale), scale);
        StrokeFont.Set(text, "TO LET", 0f, 0f, size, 0.15f);
        c.Fill(text, new LinearColor(0.95f, 0.92f, 0.86f));
    }
}
