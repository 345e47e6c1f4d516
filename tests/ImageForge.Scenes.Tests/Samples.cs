namespace ImageForge.Scenes.Tests;

/// <summary>Scenes that tests and benchmarks render.</summary>
internal static partial class Samples
{
    /// <summary>The skyline with three signals and rain.</summary>
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
}
