using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>Ways to travel that run: bicycles, a train on its viaduct.</summary>
internal static class TransitAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("transportation", "bicycles", true), 2.2f, Bicycles),
        new(new AssetName("transportation", "train", true), 3.0f, Train),
    ];

    private static void Bicycles(AssetCanvas c)
    {
        Dice dice = c.Dice.Fork("riders");
        int riders = c.Count(1, 3, 5);
        float pitch = Math.Min(70f, (c.Right - 10f) / riders);
        for (int row = 0; row < 2; row++)
        {
            // The farther ones first, smaller and higher up.
            for (int i = 1 - row; i < riders; i += 2)
            {
                float x = c.Middle + ((i - ((riders - 1) / 2f)) * pitch) + dice.Range(-4f, 4f);
                Rider(c, x, row == 0 ? 92f : 100f, (row == 0 ? 0.66f : 0.78f) * dice.Range(0.95f, 1.05f), dice);
            }

            c.Lay(0.7f);
        }
    }

    // Drawn about 110 high around the point between the wheels.
    private static void Rider(AssetCanvas c, float x, float ground, float s, Dice dice)
    {
        LinearColor coat = People.Coat(c, dice);
        LinearColor skin = People.Skin(c, dice);
        LinearColor frame = dice.Chance(0.5f) ? c.Palette.Accent : c.Palette.Second;
        Outline tyres = c.Shape(x, ground, s);
        foreach (float wheel in (ReadOnlySpan<float>)[-31f, 31f])
        {
            tyres.Solid().Circle(wheel, -20f, 20f).Hole().Circle(wheel, -20f, 16.6f);
        }

        c.Fill(tyres, c.Palette.Dark);
        Outline spokes = c.Shape(x, ground, s);
        for (int i = 0; i < 4; i++)
        {
            float dx = StableMath.Cos(i * 0.7854f) * 17f;
            float dy = StableMath.Sin(i * 0.7854f) * 17f;
            spokes.Stroke(0.9f, -31f - dx, -20f - dy, -31f + dx, -20f + dy);
            spokes.Stroke(0.9f, 31f - dx, -20f - dy, 31f + dx, -20f + dy);
        }

        c.Fill(spokes, c.Palette.Cloud.Scale(0.6f));
        c.Fill(c.Shape(x, ground, s).Stroke(7f, -14f, -60f, -2f, -38f, -8f, -20f), c.Palette.Dark.Mix(coat, 0.2f));
        c.Cut(
            c.Shape(x, ground, s)
                .Stroke(3f, -31f, -20f, -14f, -48f, -5f, -20f, -31f, -20f)
                .Stroke(3f, -5f, -20f, 20f, -48f, -14f, -48f)
                .Stroke(3f, 31f, -20f, 19f, -56f, 27f, -60f),
            frame.Scale(c.Daylight)
        );
        c.Fill(c.Shape(x, ground, s).RoundRect(-21f, -53f, 15f, 4f, 2f), c.Palette.Dark);
        c.Fill(c.Shape(x, ground, s).Stroke(7.5f, -14f, -61f, 7f, -46f, 0f, -27f), c.Palette.Dark);
        c.Cut(c.Shape(x, ground, s).Stroke(17f, -13f, -64f, 4f, -85f), coat, 100f - (90f * s), 100f);
        c.Fill(c.Shape(x, ground, s).Stroke(5.6f, 6f, -86f, 15f, -70f, 26f, -62f), coat.Scale(0.8f));
        c.Fill(c.Shape(x, ground, s).Circle(12f, -102f, 8.6f), skin);
        c.Fill(
            c.Shape(x, ground, s).Dome(11.4f, -104f, 9.6f, 8.4f, MathF.PI * 0.95f, MathF.PI * 2.05f),
            frame.Mix(c.Palette.Cloud, 0.35f).Scale(c.Daylight)
        );
        c.Fill(c.Shape(x, ground, s).Circle(29f, -52f, 2.6f), c.Light(c.Palette.Lamp, 1.6f));
        c.Glow(x + (30f * s), ground - (52f * s), 20f * s, c.Palette.Lamp.Scale(0.3f * c.Night));
    }

    private static void Train(AssetCanvas c)
    {
        Viaduct(c);
        c.Lay(0.8f);
        int cars = c.Count(2, 3, 4);
        float width = (c.Right - 26f) / 4f;
        float left = c.Right - 10f - (cars * (width + 2f));
        for (int i = 0; i < cars; i++)
        {
            Carriage(c, left + (i * (width + 2f)), width, i == cars - 1);
        }

        c.Fill(c.Shape().Stroke(0.7f, -700f, 8f, c.Right + 700f, 8f), c.Palette.Dark);
        c.Lay();
    }

    private static void Viaduct(AssetCanvas c)
    {
        LinearColor stone = c.Palette.Horizon.Mix(c.Palette.Near, 0.4f).Scale(c.Daylight);
        // It comes from beyond the picture and goes on beyond it: a bridge that ended on the road would look lost.
        const int Beyond = 12;
        int arches = 5;
        float pitch = c.Right / arches;
        float end = c.Right + (Beyond * pitch);
        Outline wall = c.Shape().Rect(-Beyond * pitch, 52f, end + (Beyond * pitch), 48f);
        for (int i = -Beyond; i < arches + Beyond; i++)
        {
            float x = (i + 0.5f) * pitch;
            float half = pitch * 0.36f;
            wall.Hole()
                .Move(x - half, 101f)
                .Line(x - half, 82f)
                .Cubic(x - half, 58f, x + half, 58f, x + half, 82f)
                .Line(x + half, 101f)
                .Close();
        }

        c.Cut(wall, stone, 52f, 100f);
        Outline joints = c.Shape();
        for (int i = -Beyond; i <= arches + Beyond; i++)
        {
            joints.Rect((i * pitch) - 5f, 70f, 10f, 1f).Rect((i * pitch) - 5f, 84f, 10f, 1f);
        }

        c.Fill(joints, stone.Scale(0.75f));
        for (float x = -Beyond * pitch; x < end; x += pitch / 2)
        {
            c.Cut(c.Shape().Rect(x + (pitch * 0.25f) - 0.7f, 6f, 1.4f, 42f), c.Palette.Dark);
        }

        c.Cut(c.Shape().Rect(-Beyond * pitch, 48f, end + (Beyond * pitch), 5f), stone.Scale(1.12f));
    }

    private static void Carriage(AssetCanvas c, float x, float width, bool nose)
    {
        c.Fill(c.Shape().Circle(x + (width * 0.2f), 46f, 3.2f).Circle(x + (width * 0.8f), 46f, 3.2f), c.Palette.Dark);
        Outline body = c.Shape();
        _ = nose
            ? body.Move(x, 15f)
                .Line(x + width - 18f, 15f)
                .Cubic(x + width - 6f, 16f, x + width + 3f, 34f, x + width + 3f, 45f)
                .Line(x, 45f)
                .Close()
            : body.RoundRect(x, 15f, width, 30f, 3f);
        c.Cut(body, c.Palette.Cloud.Mix(c.Palette.Second, 0.12f).Scale(c.Daylight), 15f, 45f);
        c.Fill(c.Shape().Rect(x, 36f, nose ? width - 1f : width, 4f), c.Palette.Accent);
        int panes = 5;
        float pitch = (width - (nose ? 20f : 6f)) / panes;
        Outline glass = c.Shape();
        for (int i = 0; i < panes; i++)
        {
            glass.RoundRect(x + 3f + (i * pitch), 21f, pitch - 2.4f, 11f, 1.6f);
        }

        c.Fill(glass, c.Light(c.Palette.Lamp, 0.9f), c.Light(c.Palette.Lamp, 0.55f), 21f, 32f);
        if (nose)
        {
            c.Fill(
                c.Shape()
                    .Polygon(x + width - 15f, 20f, x + width - 9f, 20f, x + width - 1.4f, 32f, x + width - 15f, 32f),
                c.Palette.Dark.Mix(c.Palette.Sky, 0.35f)
            );
            c.Fill(c.Shape().Circle(x + width - 1f, 41f, 1.9f), c.Light(c.Palette.Lamp, 2f));
            c.Glow(x + width, 41f, 18f, c.Palette.Lamp.Scale(0.35f));
        }
    }
}
