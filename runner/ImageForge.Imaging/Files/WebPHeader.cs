using System.Buffers.Binary;

namespace ImageForge.Imaging.Files;

/// <summary>Reads the size from the first chunk of a WebP file.</summary>
internal static class WebPHeader
{
    public static (long Width, long Height) Size(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30)
        {
            throw new ImageFormatException($"The WebP ends at byte {file.Length}, within its header.");
        }

        ReadOnlySpan<byte> body = file[20..];
        if (file[12..].StartsWith("VP8X"u8))
        {
            return (1 + Read24(body[4..]), 1 + Read24(body[7..]));
        }

        if (file[12..].StartsWith("VP8L"u8) && body[0] == 0x2F)
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
            return (1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        if (file[12..].StartsWith("VP8 "u8) && body[3..].StartsWith<byte>([0x9D, 0x01, 0x2A]))
        {
            return (
                BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF
            );
        }

        throw new ImageFormatException("The WebP does not begin with a picture.");
    }

    private static long Read24(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);
}
