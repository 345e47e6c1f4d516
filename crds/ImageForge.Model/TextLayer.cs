namespace ImageForge.Model;

/// <summary>
/// Text in any script. The built-in typefaces have Latin, Greek and Cyrillic letters; other scripts need fonts of your own.
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
    /// The text. Lines break at line feeds and, by the rules of Unicode (UAX 14), at the width of the layer. Thai, Lao, Khmer
    /// and Myanmar have no spaces between words: put zero-width spaces (U+200B) where their lines may break. Each paragraph
    /// runs in the direction of its first letter (UAX 9). Tab stops are two ems apart.
    /// </summary>
    [Text(1000, 1)]
    public required string Content { get; init; }

    /// <summary>
    /// Your own fonts, the preferred one first; a character is set in the first font that has it, at last in the typeface.
    /// </summary>
    [List(4)]
    public IReadOnlyList<FontSpec>? Fonts { get; init; }

    /// <summary>The typeface.</summary>
    public Typeface Typeface { get; init; }

    /// <summary>Font weight: of the typeface, and of fonts of your own that are variable.</summary>
    public FontWeight Weight { get; init; }

    /// <summary>Alignment of the lines. Text that runs from right to left usually has Right.</summary>
    public TextAlign Align { get; init; }
}

/// <summary>A font file: TrueType or OpenType with outlines. Web fonts and fonts that have only bitmaps are rejected.</summary>
/// <param name="Index">Which font of a collection (.ttc, .otc).</param>
public sealed record FontSpec([Number(0, 255)] int Index = 0)
{
    /// <summary>The file, at most 32 MiB, from where images come from too; not builtin.</summary>
    [Image(ImageUse.Font)]
    public required ImageSource Source { get; init; }
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
