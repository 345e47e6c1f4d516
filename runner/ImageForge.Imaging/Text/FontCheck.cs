using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Imaging.Text;

/// <summary>
/// Looks at a font's header and table directory. HarfBuzz takes what is left of a damaged font, and would set text without saying
/// what is missing.
/// </summary>
internal static class FontCheck
{
    private const uint Magic = 0x5F0F3CF5;
    private static readonly string[] Required = ["cmap", "head", "hhea", "hmtx", "maxp"];
    private static readonly string[] Outlines = ["glyf", "CFF ", "CFF2"];
    private static readonly string[] Pictures = ["CBDT", "sbix", "SVG ", "EBDT"];

    /// <summary>Why a file is not used, as the rest of a sentence; null where nothing is wrong with it.</summary>
    public static string? Problem(ReadOnlySpan<byte> file, int index)
    {
        if (file.Length < 12)
        {
            return "is not a font";
        }

        switch (Tag(file, 0))
        {
            case "wOFF" or "wOF2":
                return "is a web font (WOFF); use the TrueType or OpenType file that it was made from";
            case "ttcf":
                uint count = U32(file, 8);
                return index >= count ? $"is a collection of {count} fonts; there is none of index {index}"
                    : Fits(file, 12 + (index * 4L), 4) ? Tables(file, U32(file, 12 + (index * 4)))
                    : "ends early";
            case "\0\u0001\0\0" or "OTTO" or "true":
                return index == 0 ? Tables(file, 0) : $"is not a collection of fonts; its index is 0, not {index}";
            default:
                return "is not a TrueType or OpenType font";
        }
    }

    private static string? Tables(ReadOnlySpan<byte> file, long at)
    {
        if (!Fits(file, at, 12))
        {
            return "ends early";
        }

        int count = BinaryPrimitives.ReadUInt16BigEndian(file[(int)(at + 4)..]);
        var tables = new Dictionary<string, (uint Offset, uint Length)>();
        for (int i = 0; i < count; i++)
        {
            long record = at + 12 + (i * 16L);
            if (!Fits(file, record, 16))
            {
                return "ends early";
            }

            (uint offset, uint length) = (U32(file, (int)record + 8), U32(file, (int)record + 12));
            string tag = Tag(file, (int)record);
            if (!Fits(file, offset, length))
            {
                return $"ends early: its table '{Printable.Text(tag)}' is beyond the end of the file";
            }

            tables[tag] = (offset, length);
        }

        if (!Outlines.Any(tables.ContainsKey))
        {
            string? pictures = Pictures.FirstOrDefault(tables.ContainsKey);
            return pictures is null
                ? "has no outlines"
                : $"has only bitmaps or colour glyphs (table '{pictures.Trim()}'); fonts with outlines are supported";
        }

        if (Required.FirstOrDefault(t => !tables.ContainsKey(t)) is { } missing)
        {
            return $"is damaged: it has no table '{missing}'";
        }

        (uint head, uint size) = tables["head"];
        return size < 54 || U32(file, (int)head + 12) != Magic ? "is damaged: its table 'head' cannot be read" : null;
    }

    private static bool Fits(ReadOnlySpan<byte> file, long offset, long length) => offset + length <= file.Length;

    private static uint U32(ReadOnlySpan<byte> file, int offset) =>
        BinaryPrimitives.ReadUInt32BigEndian(file[offset..]);

    private static string Tag(ReadOnlySpan<byte> file, int offset) => Encoding.Latin1.GetString(file.Slice(offset, 4));
}
