using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>A street where neighbours sit out, and one where the police are.</summary>
internal static class CrimeAssets
{
    private static readonly LinearColor Blue = new(0.05f, 0.2f, 1f);
    private static readonly LinearColor Red = new(1f, 0.04f, 0.05f);

    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("crime", "neighbours", true), 1.6f, Neighbours),
        new(new AssetName("crime", "patrol", false), 2.4f, Patrol),
    ];

    private static void Neighbours(AssetCanvas c)
    {
        float x = c.Middle;
        LampPost(c, x - 58f);
        if (c.Level > 0)
        {
            LampPost(c, x + 58f);
        }

        Planter(c, x - 30f);
        Planter(c, x + 30f);
        c.Lay();
        LinearColor wood = c.Palette.Lamp.Mix(c.Palette.Near, 0.5f).Scale(c.Daylight);
        c.Cut(c.Shape().Rect(x - 19f, 84f, 3f, 16f).Rect(x + 16f, 84f, 3f, 16f), c.Palette.Dark);
        c.Cut(
            c.Shape()
                .RoundRect(x - 24f, 66f, 48f, 5f, 1f)
                .RoundRect(x - 24f, 74f, 48f, 4f, 1f)
                .RoundRect(x - 25f, 83f, 50f, 4f, 1f),
            wood
        );
        Dice dice = c.Dice.Fork("people");
        int people = c.Count(2, 4, 6);
        for (int i = 0; i < people; i++)
        {
            float side = i % 2 == 0 ? -1f : 1f;
            float px = x + (side * (9f + (i / 2 * 19f)));
            People.Person(c, px, 100f, 56f * dice.Range(0.9f, 1.06f), dice, i == 2 ? Pose.Cheering : Pose.Standing);
        }

        Dog(c, x + 22f);
    }

    private static void Planter(AssetCanvas c, float x)
    {
        Dice dice = c.Dice.Fork((int)x);
        for (int i = 0; i < 9; i++)
        {
            LinearColor bloom = dice.Index(3) switch
            {
                0 => c.Palette.Accent,
                1 => c.Palette.Lamp,
                _ => c.Palette.Second.Mix(c.Palette.Near, 0.35f),
            };
            c.Fill(
                c.Shape().Circle(x + dice.Range(-11f, 11f), 82f - dice.Range(0f, 9f), dice.Range(2.6f, 4.6f)),
                bloom.Scale(c.Daylight)
            );
        }

        c.Cut(
            c.Shape().Polygon(x - 13f, 83f, x + 13f, 83f, x + 10f, 100f, x - 10f, 100f),
            c.Palette.Near.Mix(c.Palette.Horizon, 0.2f),
            83f,
            100f
        );
    }

    private static void Dog(AssetCanvas c, float x)
    {
        Outline dog = c.Shape().RoundRect(x, 88f, 16f, 7f, 3f);
        dog.Rect(x + 1f, 92f, 2f, 8f)
            .Rect(x + 4.4f, 92f, 2f, 8f)
            .Rect(x + 10f, 92f, 2f, 8f)
            .Rect(x + 13.4f, 92f, 2f, 8f);
        dog.Circle(x + 17f, 86.6f, 4f).RoundRect(x + 18f, 86f, 6f, 3.4f, 1.4f).Stroke(1.6f, x + 0.6f, 89f, x - 5f, 83f);
        c.Cut(dog, c.Palette.Dark.Mix(c.Palette.Accent, 0.3f));
    }

    private static void LampPost(AssetCanvas c, float x)
    {
        c.Cut(c.Shape().Stroke(2f, x, 100f, x, 26f).RoundRect(x - 4f, 95f, 8f, 5f, 1f), c.Palette.Dark);
        c.Fill(c.Shape().Polygon(x - 5f, 13f, x + 5f, 13f, x + 3f, 26f, x - 3f, 26f), c.Light(c.Palette.Lamp, 1.5f));
        c.Cut(c.Shape().Polygon(x - 7f, 13f, x, 7f, x + 7f, 13f), c.Palette.Dark);
        c.Glow(x, 20f, 46f, c.Palette.Lamp.Scale(0.35f * c.Night));
    }

    private static void Patrol(AssetCanvas c)
    {
        int cars = c.Level == 2 ? 2 : 1;
        float width = cars == 2 ? c.Right * 0.46f : Math.Min(c.Right * 0.62f, 150f);
        for (int i = 0; i < cars; i++)
        {
            float x = cars == 2 ? c.Right * (0.02f + (0.5f * i)) : (c.Right - width) / 2;
            PoliceCar(c, x, 94f, width, i == 0);
        }

        c.Lay();
        Tape(c);
    }

    private static void PoliceCar(AssetCanvas c, float x, float ground, float width, bool redFirst)
    {
        float s = width / 100f;
        Vehicles.Car(
            c,
            x,
            ground,
            width,
            c.Palette.Cloud.Mix(new LinearColor(0.8f, 0.85f, 0.9f), 0.5f).Scale(c.Daylight),
            braking: false
        );
        c.Fill(
            c.Shape(x, ground, s).Polygon(4f, -20f, 97f, -20f, 97.5f, -14f, 3.4f, -14f),
            Blue.Mix(c.Palette.Dark, 0.55f)
        );
        c.Fill(c.Shape(x, ground, s).RoundRect(36f, -50f, 12f, 5.4f, 2f), (redFirst ? Red : Blue).Scale(2.2f));
        c.Fill(c.Shape(x, ground, s).RoundRect(49f, -50f, 12f, 5.4f, 2f), (redFirst ? Blue : Red).Scale(2.2f));
        c.Glow(x + (40f * s), ground - (48f * s), 46f * s, (redFirst ? Red : Blue).Scale(0.42f * (0.35f + c.Night)));
        c.Glow(x + (58f * s), ground - (48f * s), 46f * s, (redFirst ? Blue : Red).Scale(0.42f * (0.35f + c.Night)));
    }

    private static void Tape(AssetCanvas c)
    {
        float y = 78f;
        Outline posts = c.Shape();
        int count = 3 + c.Level;
        for (int i = 0; i < count; i++)
        {
            float x = 4f + ((c.Right - 8f) * i / (count - 1));
            posts.Rect(x - 1f, y - 4f, 2f, 100f - y + 4f).RoundRect(x - 4f, 97.4f, 8f, 2.6f, 1f);
        }

        c.Cut(posts, c.Palette.Dark);
        LinearColor yellow = LinearColor.Parse("#ffd23a").Scale(c.Daylight * 1.1f);
        for (int i = 0; i + 1 < count; i++)
        {
            float from = 4f + ((c.Right - 8f) * i / (count - 1));
            float to = 4f + ((c.Right - 8f) * (i + 1) / (count - 1));
            float middle = (from + to) / 2;
            Outline band = c.Shape();
            band.Move(from, y - 3f)
                .Quad(middle, y + 5f, to, y - 3f)
                .Line(to, y + 2f)
                .Quad(middle, y + 10f, from, y + 2f)
                .Close();
            c.Cut(band, yellow);
            Outline stripes = c.Shape();
            for (float t = 0.06f; t < 0.95f; t += 0.14f)
            {
                float sag = 8f * t * (1f - t) * 2f;
                float sx = from + ((to - from) * t);
                stripes.Polygon(sx, y - 3f + sag, sx + 3f, y - 3f + sag, sx + 1f, y + 2f + sag, sx - 2f, y + 2f + sag);
            }

            c.Fill(stripes, c.Palette.Dark);
        }
    }
}
