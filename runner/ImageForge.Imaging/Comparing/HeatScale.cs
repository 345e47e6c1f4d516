using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Comparing;

/// <summary>From a difference to the colour that stands for it: black through violet and orange to pale yellow.</summary>
internal static class HeatScale
{
    /// <summary>The difference that has the last colour: a quarter of the way from black to white.</summary>
    public const double Full = 0.25;

    /// <summary>What the eye just notices between two fields side by side.</summary>
    public const double JustVisible = 0.02;

    private static readonly LinearColor[] Stops =
    [
        LinearColor.Parse("#0b0c18"),
        LinearColor.Parse("#3a1c71"),
        LinearColor.Parse("#b5305f"),
        LinearColor.Parse("#f58b2a"),
        LinearColor.Parse("#fdf3b8"),
    ];

    /// <summary>Where a difference lies on the scale, 0–1. Small ones are spread out: what can just be seen lies at a third.</summary>
    public static double Position(double difference) => Math.Sqrt(Math.Clamp(difference / Full, 0, 1));

    public static Vector4 At(double position)
    {
        double scaled = Math.Clamp(position, 0, 1) * (Stops.Length - 1);
        int index = Math.Min((int)scaled, Stops.Length - 2);
        return Stops[index].Mix(Stops[index + 1], (float)(scaled - index)).Premultiplied;
    }
}
