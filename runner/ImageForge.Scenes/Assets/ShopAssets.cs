using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>Shop fronts and front doors: busy, shut, or lived in.</summary>
internal static class ShopAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("economics", "shops", true), 1.9f, Busy),
        new(new AssetName("crime", "shuttered", false), 1.9f, Shuttered),
        new(new AssetName("crime", "stoop", true), 1.5f, Stoop),
    ];

    private static void Busy(AssetCanvas c)
    {
        int shops = c.Count(1, 2, 3);
        float width = (c.Right - 8f) / 3f;
        float left = c.Middle - (shops * width / 2);
        for (int i = 0; i < shops; i++)
        {
            float x = left + (i * width) + 1f;
            LinearColor cloth = i % 2 == 0 ? c.Palette.Accent : c.Palette.Second;
            Front(c, x, width - 2f, c.Palette.Horizon.Mix(c.Palette.Near, 0.35f + (0.12f * (i % 2))));
            Goods(c, x, width - 2f, c.Dice.Fork(i));
            Awning(c, x, width - 2f, cloth);
        }

        c.Lay();
        Dice dice = c.Dice.Fork("shoppers");
        int people = c.Count(3, 7, 12);
        for (int i = 0; i < people; i++)
        {
            float x = left + 6f + (((shops * width) - 12f) * (i + dice.Range(0.2f, 0.8f)) / people);
            float tall = 33f * dice.Range(0.86f, 1.08f);
            People.Person(c, x, 100f, tall, dice);
            if (dice.Chance(0.6f))
            {
                Bag(
                    c,
                    x + (tall * 0.19f),
                    100f - (tall * 0.46f),
                    dice.Chance(0.5f) ? c.Palette.Lamp : c.Palette.Accent
                );
            }
        }
    }

    private static void Shuttered(AssetCanvas c)
    {
        int shops = c.Count(1, 2, 3);
        float width = (c.Right - 8f) / 3f;
        float left = c.Middle - (shops * width / 2);
        for (int i = 0; i < shops; i++)
        {
            float x = left + (i * width) + 1f;
            Front(c, x, width - 2f, c.Palette.Near.Mix(c.Palette.Ground, 0.4f).Scale(1f - (0.1f * (i % 2))));
            Shutter(c, x + 4f, width - 10f, i);
        }

        c.Lay();
        Dice dice = c.Dice.Fork("litter");
        for (int i = 0; i < c.Count(4, 9, 15); i++)
        {
            float x = left + (dice.Next() * shops * width);
            c.Fill(c.Shape().Polygon(x, 99f, x + 2.6f, 97f, x + 4f, 99.4f, x + 1f, 100f), c.Palette.Cloud.Scale(0.7f));
        }

        People.Person(c, left + (shops * width) - 3f, 100f, 32f, dice);
    }

    private static void Stoop(AssetCanvas c)
    {
        float w = 74f;
        float x = c.Middle - (w / 2);
        LinearColor brick = c.Palette.Accent.Mix(c.Palette.Near, 0.62f).Scale(c.Daylight);
        c.Cut(c.Shape().Rect(x, 6f, w, 94f), brick, 6f, 100f);
        c.Cut(c.Shape().Rect(x - 3f, 3f, w + 6f, 5f), brick.Scale(1.25f));
        Outline panes = c.Shape();
        for (int i = 0; i < 3; i++)
        {
            panes.RoundRect(x + 7f + (i * 23f), 14f, 14f, 20f, 1f);
        }

        panes.RoundRect(x + 7f, 46f, 14f, 22f, 1f).RoundRect(x + 53f, 46f, 14f, 22f, 1f);
        c.Fill(panes, c.Light(c.Palette.Lamp, 0.85f), c.Light(c.Palette.Lamp, 0.5f), 14f, 68f);
        c.Cut(c.Shape().Rect(c.Middle - 10f, 42f, 20f, 42f), c.Palette.Second.Scale(c.Daylight * 0.8f), 42f, 84f);
        c.Fill(c.Shape().Dome(c.Middle, 42f, 10f, 8f, MathF.PI, MathF.PI * 2), c.Light(c.Palette.Lamp, 1f));
        c.Fill(c.Shape().Circle(c.Middle + 6.6f, 64f, 1.2f), c.Palette.Lamp);
        c.Glow(c.Middle, 44f, 34f, c.Palette.Lamp.Scale(0.3f * c.Night));
        c.Lay();
        LinearColor stone = c.Palette.Horizon.Mix(c.Palette.Near, 0.3f).Scale(c.Daylight);
        for (int i = 0; i < 3; i++)
        {
            float half = 16f + (i * 8f);
            c.Cut(c.Shape().Rect(c.Middle - half, 84f + (i * 5.4f), half * 2, 6f), stone.Scale(1.05f - (i * 0.1f)));
        }

        Dice dice = c.Dice.Fork("neighbours");
        int people = c.Count(2, 4, 6);
        for (int i = 0; i < people; i++)
        {
            float side = i % 2 == 0 ? -1f : 1f;
            if (i < 2)
            {
                Sitter(c, c.Middle + (side * 15f), 89f, dice, side > 0f);
            }
            else
            {
                People.Person(
                    c,
                    c.Middle + (side * (26f + (i / 2 * 10f))),
                    100f,
                    42f * dice.Range(0.9f, 1.06f),
                    dice,
                    Pose.Standing
                );
            }
        }

        c.Lay(0.8f);
    }

    private static void Sitter(AssetCanvas c, float x, float seat, Dice dice, bool left)
    {
        LinearColor coat = People.Coat(c, dice);
        c.Fill(c.Shape(x, seat, 1f, left).Stroke(4.4f, 0f, -2f, 9f, -2.4f, 10f, 9f), c.Palette.Dark);
        c.Cut(c.Shape(x, seat, 1f, left).RoundRect(-5.4f, -19f, 11f, 19f, 4.4f), coat, seat - 19f, seat);
        c.Fill(c.Shape(x, seat, 1f, left).Stroke(3f, 3f, -15f, 8f, -8f, 11f, -9f), coat.Scale(0.8f));
        c.Fill(c.Shape(x, seat, 1f, left).Circle(1f, -23.6f, 4.2f), People.Skin(c, dice));
        c.Fill(
            c.Shape(x, seat, 1f, left).Dome(0.6f, -24.4f, 4.6f, 4.4f, MathF.PI * 0.9f, MathF.PI * 2f),
            c.Palette.Dark.Mix(c.Palette.Accent, dice.Range(0f, 0.4f))
        );
    }

    private static void Front(AssetCanvas c, float x, float width, LinearColor wall)
    {
        wall = wall.Scale(c.Daylight);
        c.Cut(c.Shape().Rect(x, 20f, width, 80f), wall, 20f, 100f);
        c.Cut(c.Shape().Rect(x - 1f, 17f, width + 2f, 4f), wall.Scale(1.2f));
        Outline panes = c.Shape();
        for (int i = 0; i < 3; i++)
        {
            panes.RoundRect(x + (width * (0.1f + (0.3f * i))), 26f, width * 0.18f, 14f, 1f);
        }

        c.Fill(panes, c.Palette.Dark.Mix(c.Palette.Horizon, 0.25f));
    }

    private static void Goods(AssetCanvas c, float x, float width, Dice dice)
    {
        float right = x + width - 17f;
        c.Fill(
            c.Shape().Rect(x + 4f, 60f, right - x - 6f, 30f).Rect(right, 60f, 12f, 40f),
            c.Light(c.Palette.Lamp, 1.05f),
            c.Light(c.Palette.Lamp, 0.55f),
            60f,
            100f
        );
        for (float at = x + 6f; at < right - 6f; at += dice.Range(5f, 8f))
        {
            float h = dice.Range(5f, 14f);
            LinearColor paper = dice.Index(3) switch
            {
                0 => c.Palette.Accent,
                1 => c.Palette.Second,
                _ => c.Palette.Near,
            };
            c.Fill(c.Shape().RoundRect(at, 89f - h, 4.4f, h, 1.4f), paper.Scale(0.7f));
        }
    }

    private static void Awning(AssetCanvas c, float x, float width, LinearColor cloth)
    {
        int stripes = 7;
        float stripe = (width + 4f) / stripes;
        for (int i = 0; i < stripes; i++)
        {
            float left = x - 2f + (i * stripe);
            Outline panel = c.Shape().Rect(left, 47f, stripe, 12f);
            panel.Dome(left + (stripe / 2), 59f, stripe / 2, 3f, 0f, MathF.PI);
            c.Cut(panel, (i % 2 == 0 ? cloth : c.Palette.Cloud).Scale(c.Daylight), 46f, 62f);
        }
    }

    private static void Bag(AssetCanvas c, float x, float y, LinearColor paper)
    {
        c.Cut(c.Shape().Rect(x - 2.6f, y, 5.2f, 6.4f), paper.Scale(c.Daylight));
        c.Fill(c.Shape().Stroke(0.6f, x - 1.4f, y, x - 0.6f, y - 2f, x + 0.6f, y - 2f, x + 1.4f, y), c.Palette.Dark);
    }

    private static void Shutter(AssetCanvas c, float x, float width, int index)
    {
        LinearColor steel = c.Palette.Cloud.Mix(c.Palette.Near, 0.55f).Scale(c.Daylight);
        c.Cut(c.Shape().RoundRect(x - 1f, 45f, width + 2f, 9f, 1f), steel.Scale(0.6f));
        c.Cut(c.Shape().Rect(x, 53f, width, 46f), steel, 53f, 99f);
        Outline slats = c.Shape();
        for (float y = 56f; y < 98f; y += 3.6f)
        {
            slats.Rect(x, y, width, 1f);
        }

        c.Fill(slats, steel.Scale(0.62f));
        Dice dice = c.Dice.Fork(index);
        // Loops of a spray can.
        Outline scrawl = c.Shape();
        float px = x + (width * 0.16f);
        float py = 76f;
        float turn = dice.Range(0.7f, 1.1f);
        for (int i = 1; i <= 26; i++)
        {
            float nx = x + (width * (0.16f + (0.024f * i))) + (StableMath.Sin(i * turn) * 4.4f);
            float ny = 76f + (StableMath.Cos(i * turn) * (5f + (i % 9)));
            scrawl.Stroke(1.4f, px, py, nx, ny);
            px = nx;
            py = ny;
        }

        c.Fill(scrawl, (index % 2 == 0 ? c.Palette.Accent : c.Palette.Second).WithAlpha(0.85f));
        c.Fill(c.Shape().RoundRect(x + (width / 2) - 2.4f, 94f, 4.8f, 5f, 1f), c.Palette.Dark);
    }
}
