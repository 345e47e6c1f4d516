using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;

namespace ImageForge.Scenes.Layout;

/// <summary>
/// How the camera's angle changes what is drawn: the canvas that the scene is built on, where its horizon and zones lie,
/// and the projection through which the picture is taken from it.
/// </summary>
internal sealed class View
{
    private readonly Projection? _toCanvas;

    private View(Scene asked, Scene drawn, double ground, Projection? toCanvas)
    {
        Asked = asked;
        _toCanvas = toCanvas;
        Drawn = drawn;
        Ground = (float)ground;
    }

    /// <summary>The scene as it was asked for: the picture's size.</summary>
    public Scene Asked { get; }

    /// <summary>The scene as it is to be built: on the canvas, with the zones where the camera sees them.</summary>
    public Scene Drawn { get; }

    /// <summary>Factor of how tall houses and towers are: seen from below they rise, from above they do not.</summary>
    public float Rise =>
        Asked.Angle switch
        {
            CameraAngle.Low => 1.45f,
            CameraAngle.High => 0.82f,
            _ => 1f,
        };

    /// <summary>Row of the canvas where the street begins.</summary>
    public float Ground { get; }

    /// <summary>Share of the canvas's width, at each side, that the picture may not show.</summary>
    public float Margin { get; private init; }

    public static View Of(Scene scene, Dice dice)
    {
        double ground = scene.Zones.Street.Top;
        // A picture that is given cannot be drawn from elsewhere; it is seen as if one stood below or above it.
        bool drawn = scene.Background is Background.Skyline;
        return scene.Angle switch
        {
            // Zones stretch with the horizon, so that what stands on the ground still does.
            CameraAngle.Low when !drawn => Keystone(scene, ground, narrowTop: true, 0.76),
            CameraAngle.High when !drawn => Keystone(scene, ground, narrowTop: false, 0.8),
            CameraAngle.WormsEye when !drawn => Keystone(scene, ground, narrowTop: true, 0.56),
            CameraAngle.BirdsEye when !drawn => Keystone(scene, ground, narrowTop: false, 0.6),
            CameraAngle.Low => Keystone(scene, Lerp(ground, 1, 0.46), narrowTop: true, 0.6),
            CameraAngle.High => Keystone(scene, ground * 0.68, narrowTop: false, 0.84),
            CameraAngle.Dutch => Rolled(scene, dice.Fork("roll")),
            _ => new View(scene, scene, ground * scene.Height, null),
        };
    }

    /// <summary>The picture; the canvas is disposed of if it is another buffer.</summary>
    public PixelBuffer Take(PixelBuffer canvas, RowParallel rows)
    {
        if (_toCanvas is not { } map)
        {
            return canvas;
        }

        using (canvas)
        {
            return Reprojector.Take(canvas, Asked.Width, Asked.Height, map, rows);
        }
    }

    /// <summary>Where a point of the picture is on the canvas.</summary>
    public Vector2 OnCanvas(Vector2 at) => _toCanvas is { } map ? map.Map(at.X, at.Y) : at;

    /// <summary>Where a box of the canvas is in the picture, not clipped.</summary>
    public PlacedBox Seen(PlacedBox box)
    {
        if (_toCanvas is not { } map)
        {
            return box;
        }

        Projection seen = map.Inverse();
        ReadOnlySpan<Vector2> corners =
        [
            seen.Map(box.X, box.Y),
            seen.Map(box.X + box.Width, box.Y),
            seen.Map(box.X + box.Width, box.Y + box.Height),
            seen.Map(box.X, box.Y + box.Height),
        ];
        Vector2 min = corners[0];
        Vector2 max = corners[0];
        foreach (Vector2 corner in corners[1..])
        {
            min = Vector2.Min(min, corner);
            max = Vector2.Max(max, corner);
        }

        return new PlacedBox(min.X, min.Y, max.X - min.X, max.Y - min.Y);
    }

    // Looking up, verticals come together above; looking down, below.
    private static View Keystone(Scene scene, double ground, bool narrowTop, double shrink)
    {
        int width = (int)Math.Round(scene.Width / shrink);
        // A given picture keeps its proportions: it is cropped at the sides only.
        bool drawn = scene.Background is Background.Skyline;
        double rise = drawn ? (narrowTop ? 1.16 : 1.08) : 1 / shrink;
        int height = (int)Math.Round(scene.Height * rise);
        float inset = (float)(width * (1 - shrink) / 2);
        Vector2[] wide = [new(0, 0), new(width, 0)];
        Vector2[] narrow = [new(inset, 0), new(width - inset, 0)];
        (Vector2[] top, Vector2[] bottom) = narrowTop ? (wide, narrow) : (narrow, wide);
        var down = new Vector2(0, height);
        var map = Projection.ToQuad(scene.Width, scene.Height, top[0], top[1], bottom[1] + down, bottom[0] + down);
        return Through(scene, width, height, ground, map, inset / width);
    }

    private static View Rolled(Scene scene, Dice dice)
    {
        // A wide picture shows a roll sooner, and its ends would leave the street.
        double aspect = scene.Width / (double)scene.Height;
        double most = Math.Clamp(14 - (4 * Math.Max(0, aspect - 1.34)), 9, 14);
        double angle = dice.Range(8f, (float)most) * Math.PI / 180 * (dice.Chance(0.5f) ? -1 : 1);
        double sin = StableMath.Sine(angle);
        double cos = StableMath.Sine(angle + (Math.PI / 2));
        int width = (int)Math.Ceiling((scene.Width * cos) + (scene.Height * Math.Abs(sin)));
        int height = (int)Math.Ceiling((scene.Width * Math.Abs(sin)) + (scene.Height * cos));
        double cx = scene.Width / 2.0;
        double cy = scene.Height / 2.0;
        var map = new Projection(
            cos,
            -sin,
            (width / 2.0) - (cos * cx) + (sin * cy),
            sin,
            cos,
            (height / 2.0) - (sin * cx) - (cos * cy),
            0,
            0
        );
        return Through(scene, width, height, scene.Zones.Street.Top, map, (float)((width - scene.Width) / 2.0 / width));
    }

    private static View Through(Scene scene, int width, int height, double ground, Projection map, float margin)
    {
        double old = scene.Zones.Street.Top;
        // Down the middle of the picture, where the rows of canvas and picture meet.
        double Row(double share)
        {
            double moved = share <= old ? share / old * ground : ground + ((share - old) / (1 - old) * (1 - ground));
            return Math.Clamp(map.Map(scene.Width / 2.0, moved * scene.Height).Y / height, 0, 1);
        }

        double Column(double share, double row) =>
            Math.Clamp(map.Map(share * scene.Width, row * scene.Height).X / width, 0, 1);
        Area Shifted(Area area)
        {
            double row = (area.Top + area.Bottom) / 2;
            return new Area(Column(area.Left, row), Row(area.Top), Column(area.Right, row), Row(area.Bottom));
        }

        Band Moved(Band band) => new(Row(band.Top), Row(band.Bottom));
        Band street = Moved(scene.Zones.Street);
        Scene drawn = scene with
        {
            Width = width,
            Height = height,
            Signals = [.. scene.Signals.Select(s => s.Area is { } area ? s with { Area = Shifted(area) } : s)],
            Zones = new ZoneBounds
            {
                Sky = Moved(scene.Zones.Sky),
                City = Moved(scene.Zones.City),
                // What stands in the street may rise above the horizon: seen from below, all the more.
                Street = street with
                {
                    Top = Math.Max(street.Top - Math.Max(0, Row(ground) - Row(old)), 0),
                },
            },
        };
        return new View(scene, drawn, street.Top * height, map) { Margin = margin };
    }

    private static double Lerp(double a, double b, double t) => a + ((b - a) * t);
}
