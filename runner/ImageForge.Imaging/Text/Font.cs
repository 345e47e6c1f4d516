using ImageForge.Imaging.Paths;

namespace ImageForge.Imaging.Text;

/// <summary>An OpenType font with TrueType outlines. All measures are in font units.</summary>
internal sealed class Font
{
    private readonly CharacterMap _characters;
    private readonly GlyphOutlines _outlines;
    private readonly PairKerning? _kerning;
    private readonly FontTable _advances;
    private readonly int _advanceCount;

    public Font(ReadOnlyMemory<byte> file)
    {
        var data = new FontTable(file);
        FontTable Table(string tag) =>
            Find(data, tag) ?? throw new InvalidDataException($"The font has no table '{tag}'.");
        FontTable head = Table("head");
        FontTable hhea = Table("hhea");
        UnitsPerEm = head.U16(18);
        Ascent = hhea.I16(4);
        Descent = -hhea.I16(6);
        _advanceCount = hhea.U16(34);
        _advances = Table("hmtx");
        _characters = new CharacterMap(Table("cmap"));
        _outlines = new GlyphOutlines(Table("glyf"), Table("loca"), longOffsets: head.I16(50) == 1);
        _kerning = Find(data, "GPOS") is { } gpos ? new PairKerning(gpos) : null;
    }

    public int UnitsPerEm { get; }

    /// <summary>How far letters reach above the baseline.</summary>
    public int Ascent { get; }

    /// <summary>How far letters reach below the baseline.</summary>
    public int Descent { get; }

    /// <summary>The glyph of a character; 0, a box, where the font has none.</summary>
    public int Glyph(int character) => _characters.Glyph(character);

    public int AdvanceOf(int glyph) => _advances.U16(Math.Min(glyph, _advanceCount - 1) * 4);

    public int Kerning(int first, int second) => _kerning?.Between(first, second) ?? 0;

    /// <summary>Adds a glyph's contours with its origin on the baseline, y upwards.</summary>
    public void Add(Outline outline, int glyph) => _outlines.Add(outline, glyph);

    private static FontTable? Find(FontTable file, string tag)
    {
        for (int i = 0; i < file.U16(4); i++)
        {
            int at = 12 + (i * 16);
            if (file.Tag(at) == tag)
            {
                return file.Part(file.U32(at + 8), file.U32(at + 12));
            }
        }

        return null;
    }
}
