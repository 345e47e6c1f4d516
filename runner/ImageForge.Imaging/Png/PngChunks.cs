using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace ImageForge.Imaging.Png;

/// <summary>
/// The chunks of a file, framed and checked, and what decoding needs of them. A damaged critical chunk is an error; a damaged
/// ancillary one is passed over (PNG, third edition, 13.1), since the picture can be shown without it.
/// </summary>
internal sealed class PngChunks
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private ReadOnlyMemory<byte>? _exif;

    public PngHeader Header { get; private set; }

    /// <summary>Palette entries, three bytes each; empty without a palette.</summary>
    public ReadOnlyMemory<byte> Palette { get; private set; }

    /// <summary>The tRNS chunk; empty without one.</summary>
    public ReadOnlyMemory<byte> Transparency { get; private set; }

    /// <summary>What samples mean.</summary>
    public PngColor Color { get; } = new();

    /// <summary>How the rows lie, by the eXIf chunk: 1 to 8.</summary>
    public int Orientation { get; private set; } = Files.Orientation.Upright;

    /// <summary>The compressed data, piece by piece.</summary>
    public List<ReadOnlyMemory<byte>> Data { get; } = [];

    public static PngChunks Read(ReadOnlyMemory<byte> file, DecodeLimits limits)
    {
        if (!file.Span.StartsWith(Signature))
        {
            throw new ImageFormatException("The file does not begin as a PNG.");
        }

        var chunks = new PngChunks();
        int at = Signature.Length;
        bool first = true;
        while (true)
        {
            (string type, ReadOnlyMemory<byte> data, bool intact) = Next(file, ref at);
            if (first && type != "IHDR")
            {
                throw new ImageFormatException($"The PNG begins with chunk {type} instead of IHDR.");
            }

            if (type == "IEND")
            {
                break;
            }

            if (intact)
            {
                chunks.Take(type, data, first, limits);
            }

            first = false;
        }

        chunks.Check();
        return chunks;
    }

    /// <summary>A file of the same picture without what is ancillary, but for the profile.</summary>
    public byte[] Bare()
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        ChunkWriter.Write(file, "IHDR"u8, Header.Write());
        if (!Color.Profile.IsEmpty)
        {
            ChunkWriter.Write(file, "iCCP"u8, Color.Profile.Span);
        }

        if (!Palette.IsEmpty)
        {
            ChunkWriter.Write(file, "PLTE"u8, Palette.Span);
        }

        if (!Transparency.IsEmpty)
        {
            ChunkWriter.Write(file, "tRNS"u8, Transparency.Span);
        }

        foreach (ReadOnlyMemory<byte> data in Data)
        {
            ChunkWriter.Write(file, "IDAT"u8, data.Span);
        }

        ChunkWriter.Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Upper case: without understanding it the picture would be wrong.
    private static bool IsCritical(string type) => char.IsAsciiLetterUpper(type[0]);

    private static (string Type, ReadOnlyMemory<byte> Data, bool Intact) Next(ReadOnlyMemory<byte> file, ref int at)
    {
        ReadOnlySpan<byte> rest = file.Span[at..];
        if (rest.Length < 12)
        {
            throw new ImageFormatException($"The PNG ends at byte {file.Length}, before its IEND chunk.");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        string type = Encoding.Latin1.GetString(rest.Slice(4, 4));
        if (!type.All(char.IsAsciiLetter))
        {
            throw new ImageFormatException($"The PNG has a broken chunk at byte {at}.");
        }

        if (length > rest.Length - 12)
        {
            throw new ImageFormatException($"The PNG's {type} chunk at byte {at} reaches beyond the end of the file.");
        }

        ReadOnlySpan<byte> body = rest.Slice(4, (int)length + 4);
        uint stored = BinaryPrimitives.ReadUInt32BigEndian(rest[((int)length + 8)..]);
        bool intact = Crc32.HashToUInt32(body) == stored;
        if (!intact && IsCritical(type))
        {
            throw new ImageFormatException($"The PNG's {type} chunk at byte {at} has a wrong checksum.");
        }

        ReadOnlyMemory<byte> data = file.Slice(at + 8, (int)length);
        at += (int)length + 12;
        return (type, data, intact);
    }

    private void Take(string type, ReadOnlyMemory<byte> data, bool first, DecodeLimits limits)
    {
        switch (type)
        {
            case "IHDR" when first:
                Header = PngHeader.Read(data.Span, limits);
                break;
            case "PLTE" when Palette.IsEmpty && Data.Count == 0:
                Palette = data;
                break;
            case "tRNS" when Transparency.IsEmpty && Data.Count == 0:
                Transparency = Keyed(data);
                break;
            case "eXIf":
                _exif ??= data;
                Orientation = Files.Orientation.OfExif(_exif.Value.Span);
                break;
            case "IDAT":
                Data.Add(data);
                break;
            case "cICP" or "iCCP" or "sRGB" or "gAMA" or "cHRM" when Palette.IsEmpty && Data.Count == 0:
                Color.Take(type, data, Header.Color is PngColorType.Grey or PngColorType.GreyAlpha);
                break;
            default:
                if (IsCritical(type))
                {
                    throw new ImageFormatException($"The PNG has an unknown or misplaced {type} chunk.");
                }

                break;
        }
    }

    private void Check()
    {
        if (Data.Count == 0)
        {
            throw new ImageFormatException("The PNG has no IDAT chunk.");
        }

        if (Palette.Length % 3 != 0 || Palette.Length > 768)
        {
            throw new ImageFormatException(
                $"The PNG's palette has {Palette.Length} bytes, which is not 1 to 256 colours."
            );
        }

        if (Header.Color == PngColorType.Palette && Palette.IsEmpty)
        {
            throw new ImageFormatException("The PNG is indexed but has no palette.");
        }
    }

    /// <summary>
    /// The tRNS chunk as far as it counts: for grey and RGB, one sample of each channel without bits beyond the depth; nothing
    /// where it is damaged or does not belong to the colour type.
    /// </summary>
    private ReadOnlyMemory<byte> Keyed(ReadOnlyMemory<byte> chunk)
    {
        if (Header.Color == PngColorType.Palette)
        {
            return chunk;
        }

        if (
            Header.Color is not (PngColorType.Grey or PngColorType.Rgb)
            || chunk.Length != Header.Samples * sizeof(ushort)
        )
        {
            return default;
        }

        byte[] key = chunk.ToArray();
        int mask = (1 << Header.BitDepth) - 1;
        for (int i = 0; i < key.Length; i += sizeof(ushort))
        {
            Span<byte> sample = key.AsSpan(i);
            int value = BinaryPrimitives.ReadUInt16BigEndian(sample) & mask;
            BinaryPrimitives.WriteUInt16BigEndian(sample, (ushort)value);
        }

        return key;
    }
}

/// <summary>Frames chunks: length, type, data, CRC.</summary>
internal static class ChunkWriter
{
    public static void Write(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, data.Length);
        type.CopyTo(head[4..]);
        stream.Write(head);
        stream.Write(data);
        var crc = new Crc32();
        crc.Append(type);
        crc.Append(data);
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(tail, crc.GetCurrentHashAsUInt32());
        stream.Write(tail);
    }
}
