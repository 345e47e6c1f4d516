using Xunit;

namespace ImageForge.Scenes.Tests;

/// <summary>Scenes that several tests render.</summary>
internal static class Samples
{
    public static Scene Busy(int width = 256, int height = 192, ulong seed = 7) =>
        new()
        {
            Width = width,
            Height = height,
            Seed = seed,
            Signals =
            [
                new Signal
                {
                    Category = "weather",
                    Tag = "storm",
                    Score = -0.8,
                },
                new Signal
                {
                    Category = "festivals",
                    Tag = "lanterns",
                    Score = 0.6,
                },
                new Signal
                {
                    Category = "transportation",
                    Tag = "tram",
                    Score = 0.9,
                },
            ],
            Overlays =
            [
                new Overlay
                {
                    Category = "weather",
                    Tag = "rain",
                    Intensity = 0.7,
                },
            ],
        };

    public static Composition Render(Scene scene, int threads = 1) =>
        new Compositor(threads).Render(scene, cancellation: TestContext.Current.CancellationToken);
}
