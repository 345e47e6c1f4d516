using System.Buffers.Binary;

namespace ImageForge.Imaging.Files;

/// <summary>Finds the frame header of a JPEG file.</summary>
internal static class JpegHeader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    public static (long Width, long Height) Size(ReadOnlySpan<byte> file)
    {
        int at = 2;
        while (at + 4 <= file.Length)
        {
            if (file[at] != 0xFF)
            {
                throw new ImageFormatException($"The JPEG has no marker at byte {at}.");
            }

            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                // Fill bytes before a marker.
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
                return length >= 8
                    ? (
                        BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]),
                        BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..])
                    )
                    : throw new ImageFormatException($"The JPEG's frame header at byte {at} is too short.");
            }

            at += 2 + length;
        }

        throw new ImageFormatException("The JPEG ends before its frame header.");
    }

    // C4, C8 and CC are tables and an extension among the sixteen codes of frames.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
