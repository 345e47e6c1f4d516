using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>Trams that run, and traffic that does not.</summary>
internal static class TransportationAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("transportation", "tram", true), 3.1f, Tram),
        new(new AssetName("transportation", "congestion", false), 2.6f, Queue),
    ];

    private static void Tram(AssetCanvas c)
    {
        int cars = c.Count(1, 2, 3);
        float gap = 3f;
        float width = (c.Right - 8f - (gap * (cars - 1))) / cars;
        Outline wire = c.Shape().Stroke(0.7f, -40f, 5f, c.Right + 40f, 5f);
        c.Fill(wire, c.Palette.Dark);
        for (int i = 0; i < cars; i++)
        {
            float x = 4f + (i * (width + gap));
            TramCar(c, x, width, i == cars - 1, i == 0);
        }
    }

    private static void TramCar(AssetCanvas c, float x, float width, bool front, bool back)
    {
        float top = 24f;
        float bottom = 90f;
        Outline arm = c.Shape()
            .Stroke(1.2f, x + (width * 0.4f), 25f, x + (width * 0.52f), 13f, x + (width * 0.42f), 5f);
        c.Cut(arm, c.Palette.Dark);
        Outline wheels = c.Shape();
        for (int i = 0; i < 4; i++)
        {
            wheels.Circle(x + (width * (0.17f + (0.22f * i))), 92f, 7f);
        }

        c.Cut(wheels, c.Palette.Dark);
        Outline body = c.Shape().RoundRect(x, top, width, bottom - top, front || back ? 11f : 6f);
        c.Cut(body, c.Palette.Accent, top, bottom);
        Outline roof = c.Shape().RoundRect(x + 5f, top - 3f, width - 10f, 8f, 3f);
        c.Cut(roof, c.Palette.Cloud.Scale(0.85f));
        Outline band = c.Shape().Rect(x + 0.5f, 66f, width - 1f, 6f);
        c.Fill(band, c.Palette.Cloud.Scale(0.92f));
        int panes = Math.Max(3, (int)(width / 17f));
        float pitch = (width - 10f) / panes;
        Outline glass = c.Shape();
        for (int i = 0; i < panes; i++)
        {
            glass.RoundRect(x + 5f + (i * pitch) + 1f, 34f, pitch - 2.4f, 24f, 2.5f);
        }

        c.Fill(glass, c.Light(c.Palette.Lamp, 0.95f), c.Light(c.Palette.Lamp, 0.6f), 34f, 58f);
        for (int i = 0; i < panes; i++)
        {
            if (c.Dice.Chance(0.7f))
            {
                float px = x + 5f + ((i + 0.5f) * pitch);
                Outline person = c.Shape().Circle(px, 47f, 3.4f).RoundRect(px - 5f, 51f, 10f, 7f, 3f);
                c.Fill(person, c.Palette.Dark.WithAlpha(0.75f));
            }
        }

        if (front)
        {
            Outline lamp = c.Shape().Circle(x + width - 4f, 78f, 3f);
            c.Fill(lamp, c.Light(c.Palette.Lamp, 2f));
            c.Glow(x + width - 2f, 78f, 24f, c.Palette.Lamp.Scale(0.3f));
        }
    }

    private static void Queue(AssetCanvas c)
    {
        // Two lanes: the farther one first, smaller and moved along.
        int lanes = c.Count(1, 2, 2);
        int cars = c.Count(2, 3, 4);
        for (int lane = 0; lane < lanes; lane++)
        {
            bool far = lane < lanes - 1;
            float width = c.Right / (cars + (lanes > 1 ? 0.45f : 0f)) * (far ? 0.9f : 1f);
            float ground = far ? 62f : 99f;
            for (int i = 0; i < cars; i++)
            {
                LinearColor paint = c.Dice.Index(4) switch
                {
                    0 => c.Palette.Near.Mix(c.Palette.Cloud, 0.3f),
                    1 => c.Palette.Second,
                    2 => c.Palette.Accent,
                    _ => c.Palette.Middle.Mix(c.Palette.Horizon, 0.3f),
                };
                float x = (i * width) + (far ? width * 0.5f : 0f);
                Vehicles.Car(
                    c,
                    x,
                    ground,
                    Math.Min(width * 0.94f, lanes > 1 ? 88f : 140f),
                    paint.Scale(c.Daylight),
                    braking: true
                );
            }

            c.Lay(0.8f);
        }
    }
}
