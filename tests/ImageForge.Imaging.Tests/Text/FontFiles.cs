using System.Buffers.Binary;
using ImageForge.Imaging.Text;
using ImageForge.Testing.Data;

namespace ImageForge.Imaging.Tests.Text;

/// <summary>Fonts of tests/data, and files that are made of them.</summary>
internal static class FontFiles
{
    public const string Arabic = "NotoNaskhArabic-Regular.ttf";
    public const string Devanagari = "Lohit-Devanagari.ttf";
    public const string Hebrew = "NotoSansHebrew-Regular.ttf";
    public const string Thai = "NotoSansThai-Regular.ttf";

    public static byte[] Bytes(string name) => File.ReadAllBytes(RecordedData.Path("fonts", name));

    public static FontFile Of(string name) => new(name, Bytes(name));

    /// <summary>A font as this process reads it.</summary>
    public static Font Here(byte[] file, int? unitsPerEm = null, int index = 0)
    {
        byte[] pinned = GC.AllocateUninitializedArray<byte>(file.Length, pinned: true);
        file.CopyTo(pinned, 0);
        return new Font(pinned, isBuiltIn: false, unitsPerEm, index);
    }

    /// <summary>The font with one of its tables called otherwise.</summary>
    public static byte[] Renamed(byte[] file, string table, string name)
    {
        byte[] changed = [.. file];
        for (int i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(changed.AsSpan(4)); i++)
        {
            Span<byte> tag = changed.AsSpan(12 + (i * 16), 4);
            if (tag.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(table)))
            {
                System.Text.Encoding.ASCII.GetBytes(name, tag);
            }
        }

        return changed;
    }

    /// <summary>A collection of fonts.</summary>
    public static byte[] Collection(params ReadOnlySpan<byte[]> fonts)
    {
        byte[] header = new byte[12 + (4 * fonts.Length)];
        "ttcf"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 0x10000);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), (uint)fonts.Length);
        var file = new MemoryStream();
        int at = header.Length;
        var bodies = new List<byte[]>();
        for (int i = 0; i < fonts.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12 + (4 * i)), (uint)at);
            byte[] body = [.. fonts[i], .. new byte[3 - ((fonts[i].Length + 3) % 4)]];
            for (int t = 0; t < BinaryPrimitives.ReadUInt16BigEndian(body.AsSpan(4)); t++)
            {
                // Offsets count from the start of the file.
                Span<byte> offset = body.AsSpan(12 + (t * 16) + 8, 4);
                BinaryPrimitives.WriteUInt32BigEndian(offset, BinaryPrimitives.ReadUInt32BigEndian(offset) + (uint)at);
            }

            bodies.Add(body);
            at += body.Length;
        }

        file.Write(header);
        bodies.ForEach(b => file.Write(b));
        return file.ToArray();
    }
}
