using System.Buffers.Binary;

namespace ImageForge.Imaging.Files;

/// <summary>Finds the frame header of a JPEG file, and refuses by name the processes that libvips doesn't decode.</summary>
internal static class JpegHeader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    public static (long Width, long Height) Size(ReadOnlySpan<byte> file)
    {
        int at = 2;
        while (at + 4 <= file.Length)
        {
            byte marker = file[at + 1];
            if (file[at] != 0xFF || marker is 0xFF or 0x00)
            {
                // Fill bytes, and stray bytes that some cameras and editors leave between segments: every decoder skips them.
                at++;
                continue;
            }

            if (marker is StartOfScan or EndOfImage)
            {
                throw new ImageFormatException("The JPEG has no frame header before its data.");
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                // Markers without a segment.
                at += 2;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
            {
                throw new ImageFormatException($"The JPEG's segment at byte {at} reaches beyond the end of the file.");
            }

            if (IsFrame(marker))
            {
                if (length < 8)
                {
                    throw new ImageFormatException($"The JPEG's frame header at byte {at} is too short.");
                }

                Check(marker, file[at + 4]);
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..])
                );
            }

            at += 2 + length;
        }

        throw new ImageFormatException("The JPEG ends before its frame header.");
    }

    private static void Check(byte marker, int bits)
    {
        string? process = marker switch
        {
            0xC3 or 0xCB => "lossless coding",
            0xC5 or 0xC6 or 0xC7 or 0xCD or 0xCE or 0xCF => "hierarchical coding",
            _ when bits != 8 => $"{bits}-bit samples",
            _ => null,
        };
        if (process is not null)
        {
            throw new ImageFormatException($"The JPEG has {process}, which is not supported.");
        }
    }

    // C4, C8 and CC are tables and an extension among the sixteen codes of frames.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
