using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace ImageForge.Imaging.Text;

/// <summary>An OpenType font, shaped and outlined by HarfBuzz. All measures are in font units.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "Built-in fonts live as long as the program, users' fonts as long as the process that reads them."
)]
internal sealed class Font
{
    // What the built-in typefaces had before they were shaped: kerning and marks, but none of these. Pictures that were made keep
    // their bytes, and text in them looks the same whatever stands beside it.
    private static readonly Feature[] Plain =
    [
        .. ((string[])["calt", "clig", "liga", "rclt", "frac", "numr", "dnom"]).Select(tag => new Feature(
            Tag.Parse(tag),
            0
        )),
    ];

    private static readonly Tag Weight = Tag.Parse("wght");

    // HarfBuzz reads the file where it lies.
    private readonly byte[] _file;
    private readonly HarfBuzzSharp.Font _font;
    private readonly Feature[] _features;
    private readonly bool _isColoured;
    private readonly Dictionary<int, GlyphPath> _paths = [];

    /// <param name="file">The file, in memory that does not move (<see cref="GC.AllocateUninitializedArray{T}"/>, pinned).</param>
    /// <param name="isBuiltIn">Whether it is set as the built-in typefaces are: without ligatures and alternates.</param>
    /// <param name="unitsPerEm">Its units; the font's own if not given.</param>
    /// <param name="index">Which font of a collection.</param>
    /// <param name="weight">The weight that a variable font has.</param>
    public Font(
        byte[] file,
        bool isBuiltIn,
        int? unitsPerEm = null,
        int index = 0,
        FontWeight weight = FontWeight.Regular
    )
    {
        _file = file;
        Face = new Face(
            new Blob(Marshal.UnsafeAddrOfPinnedArrayElement(_file, 0), _file.Length, MemoryMode.ReadOnly),
            index
        );
        _font = new HarfBuzzSharp.Font(Face);
        IsBuiltIn = isBuiltIn;
        _features = isBuiltIn ? Plain : [];
        UnitsPerEm = unitsPerEm ?? Face.UnitsPerEm;
        _font.SetScale(UnitsPerEm, UnitsPerEm);
        if (!isBuiltIn && Face.TryFindVariationAxis(Weight, out OpenTypeVarAxisInfo axis))
        {
            float value = Math.Clamp(weight == FontWeight.Bold ? 700 : 400, axis.MinValue, axis.MaxValue);
            _font.SetVariations([new Variation { Tag = Weight, Value = value }]);
        }

        _isColoured = !isBuiltIn && Face.Tables.Any(t => t.ToString() is "COLR" or "SVG " or "sbix" or "CBDT");
        _font.TryGetHorizontalFontExtents(out FontExtents extents);
        bool hasExtents = extents.Ascender - extents.Descender > 0;
        Ascent = hasExtents ? extents.Ascender : UnitsPerEm * 4 / 5;
        Descent = hasExtents ? -extents.Descender : UnitsPerEm / 5;
    }

    public Face Face { get; }

    /// <summary>Whether it is set as the built-in typefaces are.</summary>
    public bool IsBuiltIn { get; }

    public int UnitsPerEm { get; }

    /// <summary>How far letters reach above the baseline.</summary>
    public int Ascent { get; }

    /// <summary>How far letters reach below the baseline.</summary>
    public int Descent { get; }

    /// <summary>The glyph of a character; 0, a box, where the font has none.</summary>
    public int Glyph(int character) => _font.TryGetNominalGlyph(character, out uint glyph) ? (int)glyph : 0;

    /// <summary>Whether a glyph shows something as outlines do; glyphs in colour need not.</summary>
    public bool Draws(int glyph) => !_isColoured || Path(glyph).Steps.Count > 0;

    public int AdvanceOf(int glyph) => _font.GetHorizontalGlyphAdvance((uint)glyph);

    /// <summary>
    /// The script that a character is shaped as. The built-in typefaces kern letters of Latin, Greek and Cyrillic with each other,
    /// which HarfBuzz does within a script.
    /// </summary>
    public Script ScriptFor(Script script) =>
        IsBuiltIn && (script == Script.Greek || script == Script.Cyrillic) ? Script.Latin : script;

    /// <summary>A glyph's contours.</summary>
    public GlyphPath Path(int glyph)
    {
        lock (_paths)
        {
            if (!_paths.TryGetValue(glyph, out GlyphPath? path))
            {
                path = GlyphPath.Of(_font, glyph);
                _paths.Add(glyph, path);
            }

            return path;
        }
    }

    /// <summary>Shapes characters of one script and direction.</summary>
    /// <param name="buffer">Takes the characters, and then has the glyphs from left to right.</param>
    /// <param name="text">The line.</param>
    /// <param name="start">The first of them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="script">Their script.</param>
    /// <param name="isRight">Whether they run from right to left.</param>
    public void Shape(Buffer buffer, ReadOnlySpan<int> text, int start, int count, Script script, bool isRight)
    {
        buffer.ClearContents();
        buffer.AddCodepoints(text, start, count);
        buffer.ContentType = ContentType.Unicode;
        buffer.Flags = BufferFlags.RemoveDefaultIgnorables;
        buffer.Script = script;
        buffer.Direction = isRight ? Direction.RightToLeft : Direction.LeftToRight;
        _font.Shape(buffer, _features);
    }
}

/// <summary>The fonts that are compiled in, so that text looks the same on every machine.</summary>
internal static class FontBook
{
    private static readonly ConcurrentDictionary<string, Font> Fonts = new(StringComparer.Ordinal);

    public static Font Get(Typeface typeface, FontWeight weight) =>
        Fonts.GetOrAdd(Name(typeface, weight), name => new Font(Load(name), isBuiltIn: true));

    /// <summary>A font in units of another one, beside which it is set.</summary>
    public static Font Get(Typeface typeface, FontWeight weight, int unitsPerEm) =>
        new(Load(Name(typeface, weight)), isBuiltIn: true, unitsPerEm);

    private static string Name(Typeface typeface, FontWeight weight) =>
        $"{(typeface == Typeface.Serif ? "PlayfairDisplay" : "Inter")}-{weight}.ttf";

    private static byte[] Load(string name)
    {
        using Stream stream =
            typeof(FontBook).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not compiled in.");
        byte[] file = GC.AllocateUninitializedArray<byte>((int)stream.Length, pinned: true);
        stream.ReadExactly(file);
        return file;
    }
}
