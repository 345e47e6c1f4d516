using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>Cars and what is built on them, seen from the side, heading right.</summary>
internal static class Vehicles
{
    private static readonly LinearColor Red = new(1f, 0.06f, 0.04f);

    public static void Car(AssetCanvas c, float x, float ground, float width, LinearColor paint, bool braking)
    {
        // Drawn 100 long and 46 high.
        float s = width / 100f;
        Outline wheels = c.Shape(x, ground, s).Circle(23f, -9f, 9f).Circle(78f, -9f, 9f);
        Outline body = c.Shape(x, ground, s);
        body.Move(3f, -10f)
            .Line(3f, -22f)
            .Quad(4f, -27f, 12f, -28f)
            .Line(22f, -30f)
            .Quad(30f, -45f, 38f, -45f)
            .Line(60f, -45f)
            .Quad(68f, -45f, 78f, -29f)
            .Quad(96f, -27f, 98f, -20f)
            .Line(98f, -10f)
            .Close();
        c.Cut(body, paint, 100f - (45f * s), 100f);
        Outline glass = c.Shape(x, ground, s)
            .Polygon(27f, -30f, 34f, -41f, 48f, -41f, 48f, -30f)
            .Polygon(51f, -30f, 51f, -41f, 60f, -41f, 71f, -30f);
        c.Fill(glass, c.Palette.Dark.Mix(c.Palette.Horizon, 0.35f));
        c.Cut(wheels, c.Palette.Dark);
        Outline hubs = c.Shape(x, ground, s).Circle(23f, -9f, 4f).Circle(78f, -9f, 4f);
        c.Fill(hubs, c.Palette.Cloud.Scale(0.6f));
        Outline lamp = c.Shape(x, ground, s).RoundRect(94f, -22f, 5f, 5f, 2f);
        c.Fill(lamp, c.Light(c.Palette.Lamp, 1.5f));
        if (braking)
        {
            Outline tail = c.Shape(x, ground, s).RoundRect(1.5f, -25f, 5f, 8f, 2f);
            c.Fill(tail, Red.Scale(2.6f));
            c.Glow(x + (4f * s), ground - (21f * s), 22f * s, Red.Scale(0.55f));
        }
    }
}
