using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Imaging.Png;

/// <summary>The chunks of a file, framed and checked, and what decoding needs of them.</summary>
internal sealed class PngChunks
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public PngHeader Header { get; private set; }

    /// <summary>Palette entries, three bytes each; empty without a palette.</summary>
    public ReadOnlyMemory<byte> Palette { get; private set; }

    /// <summary>The tRNS chunk; empty without one.</summary>
    public ReadOnlyMemory<byte> Transparency { get; private set; }

    /// <summary>What samples mean.</summary>
    public PngColor Color { get; } = new();

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
            (string type, ReadOnlyMemory<byte> data) = Next(file, ref at);
            if (first && type != "IHDR")
            {
                throw new ImageFormatException($"The PNG begins with chunk {type} instead of IHDR.");
            }

            if (type == "IEND")
            {
                break;
            }

            chunks.Take(type, data, first, limits);
            first = false;
        }

        chunks.Check();
        chunks.Color.Settle();
        return chunks;
    }

    private static (string Type, ReadOnlyMemory<byte> Data) Next(ReadOnlyMemory<byte> file, ref int at)
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
        if (Crc32.Finish(Crc32.Append(Crc32.Start, body)) != stored)
        {
            throw new ImageFormatException($"The PNG's {type} chunk at byte {at} has a wrong checksum.");
        }

        ReadOnlyMemory<byte> data = file.Slice(at + 8, (int)length);
        at += (int)length + 12;
        return (type, data);
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
                Transparency = data;
                break;
            case "IDAT":
                Data.Add(data);
                break;
            case "cICP" or "iCCP" or "sRGB" or "gAMA" or "cHRM" when Palette.IsEmpty && Data.Count == 0:
                Color.Take(type, data.Span);
                break;
            default:
                // Upper case means critical: without understanding it the picture would be wrong.
                if (char.IsAsciiLetterUpper(type[0]))
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

        int needed = Header.Color switch
        {
            PngColorType.Grey => 2,
            PngColorType.Rgb => 6,
            _ => 0,
        };
        if (!Transparency.IsEmpty && Transparency.Length < needed)
        {
            throw new ImageFormatException("The PNG's tRNS chunk is too short.");
        }
    }
}
