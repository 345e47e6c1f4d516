using ImageForge.Api.Common;

namespace ImageForge.Planning.Resolving;

/// <summary>Names of blend modes in run plans.</summary>
internal static class BlendNames
{
    /// <summary>Null for Normal.</summary>
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
