using System.Diagnostics;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Scenes;
using ImageForge.Scenes.Atmospheres;
using ImageForge.Scenes.Tests;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>The asset strategy at 1024×768 on one thread: an overlay, the layout, and all of it.</summary>
internal static class AssetStrategy
{
    private const int Runs = 21;

    private static readonly Compositor Compositor = new(threads: 1);

    private static readonly Scene Layout = Samples.Busy(1024, 768) with { Overlays = [] };

    public static Task<IReadOnlyList<Measurement>> MeasureAsync() => Task.FromResult(Measure());

    private static IReadOnlyList<Measurement> Measure()
    {
        // A plain background, so that a run is about the overlay.
        Scene plain = Layout with
        {
            Signals = [],
            Background = new Background.Solid(new(0.3f, 0.3f, 0.3f)),
        };
        var overlays = BuiltInOverlays
            .All.Select(name => (name, samples: Time(With(plain, name), s => s.Overlays - s.Layout)))
            .Select(o => new Measurement($"overlay {o.name.Tag}", Unit.Milliseconds, o.samples, 10))
            .OrderByDescending(o => o.Median)
            .ToList();
        var rain = With(Layout, new OverlayName("weather", "rain"));
        return
        [
            overlays[0] with
            {
                Name = $"slowest overlay of {overlays.Count} ({overlays[0].Name[8..]})",
            },
            overlays[overlays.Count / 2] with
            {
                Name = "median overlay",
            },
            new("layout: skyline and three signals", Unit.Milliseconds, Time(rain, s => s.Layout), 50),
            new("asset strategy: layout, rain, camera", Unit.Milliseconds, Time(rain, s => s.All), 70),
            new(
                "asset strategy: allocated",
                Unit.Kilobytes,
                [Stopclock.Allocated(() => Compositor.Render(rain).Dispose())],
                double.PositiveInfinity
            ),
        ];
    }

    private static Scene With(Scene scene, OverlayName overlay) =>
        scene with
        {
            Overlays =
            [
                new Overlay
                {
                    Category = overlay.Category,
                    Tag = overlay.Tag,
                    Intensity = 0.7,
                },
            ],
        };

    private static List<double> Time(Scene scene, Func<Stages, double> share)
    {
        var samples = new List<double>();
        for (var i = 0; i < Runs + 7; i++)
        {
            var stages = new Stages();
            Compositor.Render(scene, stages).Dispose();
            samples.Add(share(stages));
        }

        return samples[7..];
    }

    /// <summary>When the compositor's stages ended, in milliseconds.</summary>
    private sealed class Stages : IProgress<double>
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public double Layout { get; private set; }

        public double Overlays { get; private set; }

        public double All { get; private set; }

        public void Report(double value)
        {
            var now = Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
            (Layout, Overlays, All) = value switch
            {
                <= 0.75 => (now, now, now),
                <= 0.9 => (Layout, now, now),
                _ => (Layout, Overlays, now),
            };
        }
    }
}
