using System.Text;
using ImageForge.Imaging.Text;

namespace ImageForge.Imaging.Isolation;

/// <summary>A text to set, or to name what is missing of.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Typeface">The built-in typeface for what the user's fonts lack.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Width">Longest line in font units; 0 asks for the characters that no font has.</param>
internal readonly record struct FontRequest(string Text, Typeface Typeface, FontWeight Weight, double Width);

/// <summary>
/// Requests to the process that reads users' fonts, and its answers. Answers are untrusted: they are checked while they are read,
/// before memory is allocated for them.
/// </summary>
internal static class FontMessages
{
    /// <summary>Most glyphs of a text.</summary>
    public const int MostGlyphs = 65_536;

    /// <summary>Most steps of all outlines of a text.</summary>
    public const int MostSteps = 1_000_000;

    /// <summary>What a request begins with.</summary>
    public const byte Next = 1;

    private const int MostFonts = 16;
    private const int MostBytesOfText = 1 << 16;
    private const float MostUnits = 1e7f;

    public static void Write(BinaryWriter writer, IReadOnlyList<FontFile> fonts)
    {
        writer.Write(fonts.Count);
        foreach (FontFile font in fonts)
        {
            writer.Write(font.Index);
            writer.Write(font.Bytes.Length);
            writer.Write(font.Bytes.Span);
        }

        writer.Flush();
    }

    /// <summary>The fonts' bytes, in memory that does not move.</summary>
    public static IReadOnlyList<(byte[] File, int Index)> ReadFonts(BinaryReader reader)
    {
        var fonts = new List<(byte[], int)>();
        for (int left = Count(reader, MostFonts); left > 0; left--)
        {
            int index = reader.ReadInt32();
            byte[] file = GC.AllocateUninitializedArray<byte>(reader.ReadInt32(), pinned: true);
            reader.BaseStream.ReadExactly(file);
            fonts.Add((file, index));
        }

        return fonts;
    }

    public static void Write(BinaryWriter writer, FontRequest request)
    {
        writer.Write(Next);
        Write(writer, request.Text);
        writer.Write((byte)request.Typeface);
        writer.Write((byte)request.Weight);
        writer.Write(request.Width);
        writer.Flush();
    }

    public static FontRequest ReadRequest(BinaryReader reader) =>
        new(ReadText(reader), (Typeface)reader.ReadByte(), (FontWeight)reader.ReadByte(), reader.ReadDouble());

    public static void Write(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    public static string ReadText(BinaryReader reader)
    {
        byte[] bytes = new byte[Count(reader, MostBytesOfText)];
        reader.BaseStream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public static void Write(BinaryWriter writer, SetText set)
    {
        writer.Write(set.Ascent);
        writer.Write(set.Descent);
        writer.Write(set.Paths.Count);
        foreach (((int font, int glyph), GlyphPath path) in set.Paths)
        {
            writer.Write(font);
            writer.Write(glyph);
            writer.Write(path.Steps.Count);
            foreach (GlyphPath.Step s in path.Steps)
            {
                writer.Write((byte)s.Kind);
                foreach (float value in (ReadOnlySpan<float>)[s.X, s.Y, s.Ax, s.Ay, s.Bx, s.By])
                {
                    writer.Write(value);
                }
            }
        }

        writer.Write(set.Lines.Count);
        foreach (TextLine line in set.Lines)
        {
            writer.Write(line.Width);
            writer.Write(line.Glyphs.Count);
            foreach (PlacedGlyph glyph in line.Glyphs)
            {
                writer.Write(glyph.Font);
                writer.Write(glyph.Glyph);
                writer.Write(glyph.X);
                writer.Write(glyph.Y);
            }
        }
    }

    public static SetText ReadSet(BinaryReader reader)
    {
        int ascent = Units(reader);
        int descent = Units(reader);
        var paths = new Dictionary<(int, int), GlyphPath>();
        int steps = MostSteps;
        for (int left = Count(reader, MostGlyphs); left > 0; left--)
        {
            (int, int) name = (reader.ReadInt32(), reader.ReadInt32());
            var path = new GlyphPath();
            int count = Count(reader, steps);
            steps -= count;
            for (; count > 0; count--)
            {
                path.Add(ReadStep(reader, path.Steps.Count == 0));
            }

            paths[name] = path;
        }

        var lines = new List<TextLine>();
        int glyphs = MostGlyphs;
        for (int left = Count(reader, MostGlyphs); left > 0; left--)
        {
            int width = Units(reader);
            var line = new List<PlacedGlyph>();
            int count = Count(reader, glyphs);
            glyphs -= count;
            for (; count > 0; count--)
            {
                var glyph = new PlacedGlyph(reader.ReadInt32(), reader.ReadInt32(), Units(reader), Units(reader));
                line.Add(
                    paths.ContainsKey((glyph.Font, glyph.Glyph))
                        ? glyph
                        : throw new InvalidDataException("A glyph has no outline.")
                );
            }

            lines.Add(new(line, width));
        }

        return lines.Count > 0 ? new(ascent, descent, lines, paths) : throw new InvalidDataException("No lines.");
    }

    /// <summary>Reads a number that says how many there are of something.</summary>
    public static int Count(BinaryReader reader, int most)
    {
        int count = reader.ReadInt32();
        return count >= 0 && count <= most ? count : throw new InvalidDataException($"{count} of at most {most}.");
    }

    private static GlyphPath.Step ReadStep(BinaryReader reader, bool isFirst)
    {
        var kind = (GlyphPath.StepKind)reader.ReadByte();
        return kind <= GlyphPath.StepKind.Cubic && (!isFirst || kind == GlyphPath.StepKind.Move)
            ? new(kind, Place(reader), Place(reader), Place(reader), Place(reader), Place(reader), Place(reader))
            : throw new InvalidDataException("A contour does not begin.");
    }

    private static float Place(BinaryReader reader)
    {
        float value = reader.ReadSingle();
        return Math.Abs(value) <= MostUnits ? value : throw new InvalidDataException("A point is far outside.");
    }

    private static int Units(BinaryReader reader)
    {
        int value = reader.ReadInt32();
        return value is >= -(int)MostUnits * 100 and <= (int)MostUnits * 100
            ? value
            : throw new InvalidDataException("A distance is too large.");
    }
}
