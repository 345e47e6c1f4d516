using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>Simple people: head, coat, gait. Measures are in body heights, the feet at the origin, facing right.</summary>
internal static class People
{
    private static readonly LinearColor[] Skins =
    [
        LinearColor.Parse("#f0c8a8"),
        LinearColor.Parse("#d9a27c"),
        LinearColor.Parse("#a86f4b"),
        LinearColor.Parse("#6f4630"),
    ];

    /// <summary>Someone who stands or walks.</summary>
    public static void Person(AssetCanvas c, float x, float ground, float height, Dice dice, Pose pose = Pose.Walking)
    {
        LinearColor coat = Coat(c, dice);
        bool left = dice.Chance(0.5f);
        float step = pose == Pose.Walking ? dice.Range(0.05f, 0.12f) : 0.035f;
        Outline legs = c.Shape(x, ground, height, left)
            .Stroke(0.075f, -0.03f, -0.42f, -step, -0.02f)
            .Stroke(0.075f, 0.03f, -0.42f, step, -0.02f);
        c.Fill(legs, c.Palette.Dark);
        LinearColor skin = Skin(c, dice);
        Arms(c, x, ground, height, left, pose, coat, skin);
        Outline body = c.Shape(x, ground, height, left);
        body.Move(-0.10f, -0.80f)
            .Quad(0f, -0.86f, 0.10f, -0.80f)
            .Line(0.15f, -0.34f)
            .Quad(0f, -0.30f, -0.15f, -0.34f)
            .Close();
        c.Cut(body, coat, 100f - height, 100f);
        Outline head = c.Shape(x, ground, height, left).Circle(0.01f, -0.91f, 0.085f);
        c.Fill(head, skin);
        Outline hair = c.Shape(x, ground, height, left);
        LinearColor dark = c.Palette.Dark.Mix(c.Palette.Accent, dice.Range(0f, 0.35f));
        switch (pose == Pose.Bundled ? 3 : dice.Index(4))
        {
            case 0:
                hair.Dome(0f, -0.92f, 0.09f, 0.09f, MathF.PI * 0.95f, MathF.PI * 2f);
                break;
            case 1:
                hair.Dome(-0.01f, -0.92f, 0.095f, 0.095f, MathF.PI * 0.6f, MathF.PI * 1.85f);
                break;
            case 2:
                hair.Dome(0f, -0.94f, 0.085f, 0.08f, MathF.PI, MathF.PI * 2).Rect(-0.13f, -0.955f, 0.26f, 0.02f);
                break;
            default:
                // A cap; against the cold one with a pompom.
                hair.Dome(0f, -0.93f, 0.095f, 0.095f, MathF.PI, MathF.PI * 2);
                _ =
                    pose == Pose.Bundled
                        ? hair.Circle(0f, -1.04f, 0.03f)
                        : hair.RoundRect(0f, -0.95f, 0.14f, 0.025f, 0.01f);
                dark = pose == Pose.Bundled ? c.Palette.Accent : dark;
                break;
        }

        c.Fill(hair, dark);
        if (pose == Pose.Bundled)
        {
            Outline scarf = c.Shape(x, ground, height, left)
                .RoundRect(-0.10f, -0.845f, 0.2f, 0.055f, 0.02f)
                .Polygon(-0.08f, -0.82f, -0.03f, -0.82f, -0.06f, -0.62f, -0.12f, -0.63f);
            c.Fill(scarf, c.Palette.Second);
        }
    }

    /// <summary>People side by side, the farther ones first and smaller.</summary>
    public static void Crowd(AssetCanvas c, float from, float to, float ground, float height, int count, Pose pose)
    {
        Dice dice = c.Dice.Fork("crowd");
        float pitch = (to - from) / count;
        for (int row = 0; row < 2; row++)
        {
            for (int i = row; i < count; i += 2)
            {
                float x = from + ((i + 0.5f + dice.Range(-0.3f, 0.3f)) * pitch);
                float tall = height * dice.Range(0.85f, 1.08f) * (row == 0 ? 0.93f : 1f);
                Person(c, x, ground - (row == 0 ? height * 0.06f : 0f), tall, dice, pose);
            }
        }
    }

    /// <summary>Paper for a face, in this light.</summary>
    public static LinearColor Skin(AssetCanvas c, Dice dice) =>
        Skins[dice.Index(Skins.Length)].Mix(c.Palette.Near, 0.25f).Scale(c.Daylight);

    /// <summary>Paper for a coat, of the palette.</summary>
    public static LinearColor Coat(AssetCanvas c, Dice dice)
    {
        LinearColor coat = dice.Index(6) switch
        {
            0 => c.Palette.Accent,
            1 => c.Palette.Second,
            2 => c.Palette.Horizon.Mix(c.Palette.Near, 0.3f),
            3 => c.Palette.Lamp.Mix(c.Palette.Near, 0.4f),
            4 => c.Palette.Middle,
            _ => c.Palette.Accent.Mix(c.Palette.Near, 0.55f),
        };
        return coat.Scale(dice.Range(0.75f, 1.1f) * c.Daylight);
    }

    private static void Arms(
        AssetCanvas c,
        float x,
        float ground,
        float height,
        bool left,
        Pose pose,
        LinearColor coat,
        LinearColor skin
    )
    {
        Outline arms = c.Shape(x, ground, height, left);
        Outline hands = c.Shape(x, ground, height, left);
        switch (pose)
        {
            case Pose.Cheering:
                arms.Stroke(0.06f, -0.09f, -0.76f, -0.2f, -1.02f).Stroke(0.06f, 0.09f, -0.76f, 0.19f, -1.05f);
                hands.Circle(-0.205f, -1.05f, 0.033f).Circle(0.195f, -1.08f, 0.033f);
                break;
            case Pose.Holding:
                arms.Stroke(0.06f, 0.09f, -0.76f, 0.2f, -0.62f, 0.17f, -0.8f);
                hands.Circle(0.17f, -0.82f, 0.033f);
                break;
            default:
                arms.Stroke(0.06f, -0.1f, -0.76f, -0.17f, -0.48f).Stroke(0.06f, 0.1f, -0.76f, 0.17f, -0.5f);
                hands.Circle(-0.175f, -0.46f, 0.03f).Circle(0.175f, -0.48f, 0.03f);
                break;
        }

        c.Fill(arms, coat.Scale(0.82f));
        c.Fill(hands, skin);
    }
}

/// <summary>What a person does.</summary>
internal enum Pose
{
    Walking,
    Standing,
    Cheering,
    Holding,
    Bundled,
}
