namespace ImageForge.Model;

/// <summary>
/// Text in one of the built-in typefaces, which have Latin, Greek and Cyrillic letters. Right-to-left and joining scripts
/// are rejected.
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
    /// The text. Lines break at line feeds and at the width of the layer. Tab stops are two ems
    /// apart.
    /// </summary>
    [Text(1000, 1)]
    public required string Content { get; init; }

    /// <summary>The typeface.</summary>
    public Typeface Typeface { get; init; }

    /// <summary>Font weight.</summary>
    public FontWeight Weight { get; init; }

    /// <summary>Alignment of the lines.</summary>
    public TextAlign Align { get; init; }
}

/// <summary>A built-in typeface.</summary>
public enum Typeface
{
    /// <summary>Inter: plain letters.</summary>
    Sans,

    /// <summary>Playfair Display: letters with serifs and much contrast, for headings.</summary>
    Serif,
}

/// <summary>Font weight.</summary>
public enum FontWeight
{
    /// <summary>For headings.</summary>
    Bold,

    /// <summary>For reading.</summary>
    Regular,
}

/// <summary>Alignment of text.</summary>
public enum TextAlign
{
    /// <summary>Left-aligned.</summary>
    Left,

    /// <summary>Centred.</summary>
    Center,

    /// <summary>Right-aligned.</summary>
    Right,
}
