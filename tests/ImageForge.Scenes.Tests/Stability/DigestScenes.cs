using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Atmospheres;

namespace ImageForge.Scenes.Tests.Stability;

/// <summary>The pictures that the digests are of: of bytes and not of floats, of what a person gets.</summary>
internal static class DigestScenes
{
    public static IEnumerable<DigestPicture> Make(int threads)
    {
        foreach ((int width, int height) in ((int, int)[])[(256, 192), (96, 288), (640, 200), (1024, 768)])
        {
            yield return Picture($"busy {width}x{height}", Samples.Busy(width, height), threads);
        }

        foreach (OverlayName name in BuiltInOverlays.All)
        {
            var overlay = new Overlay
            {
                Category = name.Category,
                Tag = name.Tag,
                Intensity = 0.6,
            };
            yield return Picture($"overlay {name.Category}/{name.Tag}", Small with { Overlays = [overlay] }, threads);
        }

        foreach (AssetName name in BuiltInAssets.All)
        {
            var signal = new Signal
            {
                Category = name.Category,
                Tag = name.Tag,
                Score = name.Positive ? 0.7 : -0.7,
            };
            string sign = name.Positive ? "+" : "-";
            yield return Picture($"asset {sign}{name.Category}/{name.Tag}", Small with { Signals = [signal] }, threads);
        }

        yield return Stack(threads);
        yield return Resized(threads);

        foreach (Scene seen in Seen())
        {
            string name =
                $"seen {seen.Angle}/{seen.Style.Theme}/{seen.CompositionRule?.ToString() ?? "Free"}/{seen.Genre}";
            yield return Picture(name, seen, threads);
        }
    }

    private static Scene Small { get; } =
        new()
        {
            Width = 128,
            Height = 128,
            Seed = 11,
        };

    // Each angle has painters of its own; between them they show every theme but none, every rule and every genre but none.
    private static IEnumerable<Scene> Seen()
    {
        Scene street = Samples.Busy(240, 180) with { Seed = 5 };
        yield return Seen(street, CameraAngle.EyeLevel, Theme.Illustration, CompositionRule.LeadingLines, Genre.Action);
        yield return Seen(street, CameraAngle.Low, Theme.Vintage, CompositionRule.Thirds, Genre.Western);
        yield return Seen(street, CameraAngle.High, Theme.Professional, CompositionRule.Symmetrical, Genre.Scifi);
        yield return Seen(street, CameraAngle.Dutch, Theme.Realistic, CompositionRule.FrameWithinFrame, Genre.Noir);
        yield return Seen(street, CameraAngle.BirdsEye, Theme.Futuristic, CompositionRule.GoldenRatio, Genre.Fantasy);
        yield return Seen(street, CameraAngle.WormsEye, Theme.Infographic, CompositionRule.Centered, Genre.Thriller);
        yield return Seen(street, CameraAngle.OverShoulder, Theme.Abstract, CompositionRule.NegativeSpace, Genre.Drama);
        yield return Seen(street, CameraAngle.Pov, Theme.Minimalist, null, Genre.Horror);
    }

    private static readonly TimeOfDay?[] Times = [null, .. Enum.GetValues<TimeOfDay>()];

    private static Scene Seen(Scene scene, CameraAngle angle, Theme? theme, CompositionRule? rule, Genre? genre) =>
        scene with
        {
            Genre = genre,
            TimeOfDay = Times[(int)angle % Times.Length],
            Angle = angle,
            CompositionRule = rule,
            Style = scene.Style with { Theme = theme },
        };

    private static DigestPicture Picture(string name, Scene scene, int threads)
    {
        using Composition composition = Samples.Render(scene, threads);
        return Picture(name, composition.Image);
    }

    private static DigestPicture Stack(int threads)
    {
        var rows = new RowParallel(threads, default);
        using PixelBuffer picture = Pictures.Noise(300, 200, 1, opaque: true);
        BlendMode[] modes =
        [
            BlendMode.Normal,
            BlendMode.Add,
            BlendMode.Multiply,
            BlendMode.Screen,
            BlendMode.SoftLight,
            BlendMode.Overlay,
            BlendMode.HardLight,
            BlendMode.ColorDodge,
            BlendMode.ColorBurn,
            BlendMode.Darken,
            BlendMode.Lighten,
            BlendMode.Difference,
            BlendMode.Exclusion,
        ];
        LayerStack.LayInTurn(
            picture,
            modes.Select(
                (mode, i) =>
                {
                    var placement = new Placement
                    {
                        Position = new(20 * i, 15 * i),
                        Scale = new(0.7f + (0.1f * i)),
                        Rotation = 30 * (i % 4),
                    };
                    ILayerPixels source = new SrgbPixels(Pictures.NoiseImage(120, 90, i));
                    return new StackLayer(Placer.Place(source, placement, 300, 200, rows))
                    {
                        Mode = mode,
                        Opacity = 0.8f,
                    };
                }
            ),
            rows
        );
        return Picture("layers", picture);
    }

    private static DigestPicture Resized(int threads)
    {
        using PixelBuffer source = Pictures.Noise(321, 222, 2);
        using PixelBuffer small = Resizer.Resize(source, 200, 300, ResizeFilter.Lanczos, new(threads, default));
        return Picture("resized", small);
    }

    private static DigestPicture Picture(string name, PixelBuffer pixels) =>
        new(name, pixels.Width, pixels.Height, pixels.ToSrgb());
}
