using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>
/// Text in one of the built-in typefaces, which have Latin, Greek and Cyrillic letters. Writing that runs from right to
/// left or whose letters join is refused.
/// </summary>
/// <param name="Size">Size of the font as a share of the canvas height.</param>
/// <param name="LineHeight">Distance of lines against the size of the font.</param>
/// <param name="Color">Colour as "#rrggbb", or with its opacity as "#rrggbbaa".</param>
public sealed record TextSpec(
    [Decimal(0.005, 2)] double Size = 0.08,
    [Decimal(0.5, 4)] double LineHeight = 1.2,
    [Text(9, 7, Pattern = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")] string Color = "#ffffff"
)
{
    /// <summary>
    /// What it says. A line feed begins a line; lines also break at the layer's width. A tab goes on at the next of stops two ems
    /// apart.
    /// </summary>
    [Text(1000, 1)]
    public required string Content { get; init; }

    /// <summary>The typeface.</summary>
    public Typeface Typeface { get; init; }

    /// <summary>How heavy its letters are.</summary>
    public FontWeight Weight { get; init; }

    /// <summary>Where its lines begin or end.</summary>
    public TextAlign Align { get; init; }
}
