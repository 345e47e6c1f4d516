using ImageForge.Api.Common;

namespace ImageForge.Planning.Resolving;

/// <summary>What the run plan calls a blend mode: the runner's names.</summary>
internal static class BlendNames
{
    /// <summary>Null for the mode that leaves a layer its own way.</summary>
    public static string? For(BlendMode mode) =>
        mode switch
        {
            BlendMode.Normal => null,
            BlendMode.Add => "PlusLighter",
            BlendMode.Multiply
            or BlendMode.Screen
            or BlendMode.Overlay
            or BlendMode.Darken
            or BlendMode.Lighten
            or BlendMode.SoftLight
            or BlendMode.HardLight
            or BlendMode.ColorDodge
            or BlendMode.ColorBurn
            or BlendMode.Difference
            or BlendMode.Exclusion => mode.ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown blend mode."),
        };
}
