using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Measures of a row of towers. Heights are fractions of the ground's row, widths units.</summary>
internal readonly record struct RowPlan(
    LinearColor Paper,
    float MinHeight,
    float MaxHeight,
    float MinWidth,
    float MaxWidth,
    float Air,
    float WindowShare,
    float Detail
);
