using System.Buffers.Binary;
using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Files;

/// <summary>EXIF's orientation: 1 is upright, 2 to 8 are the other ways in which a camera may have stored the rows.</summary>
internal static class Orientation
{
    public const int Upright = 1;

    private const int Tag = 0x0112;
    private const int ShortType = 3;
    private const int EntryBytes = 12;

    /// <summary>The orientation that EXIF data (a TIFF structure) gives; upright where it gives none or is damaged.</summary>
    public static int OfExif(ReadOnlySpan<byte> exif)
    {
        // Some writers keep the prefix that JPEG puts before it.
        if (exif.StartsWith("Exif\0\0"u8))
        {
            exif = exif[6..];
        }

        bool little = exif.StartsWith("II*\0"u8);
        if ((!little && !exif.StartsWith("MM\0*"u8)) || exif.Length < 8)
        {
            return Upright;
        }

        uint directory = little
            ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (directory > exif.Length - 2)
        {
            return Upright;
        }

        ReadOnlySpan<byte> entries = exif[(int)directory..];
        int count = Short(entries, little);
        entries = entries[2..];
        for (int i = 0; i < count && entries.Length >= EntryBytes; i++, entries = entries[EntryBytes..])
        {
            if (Short(entries, little) == Tag)
            {
                int value = Short(entries[8..], little);
                return Short(entries[2..], little) == ShortType && value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    /// <summary>The picture upright: itself, or a turned copy, and then <paramref name="stored"/> is disposed of.</summary>
    public static PixelBuffer Apply(PixelBuffer stored, int orientation)
    {
        if (orientation == Upright)
        {
            return stored;
        }

        using (stored)
        {
            (int lastX, int lastY) = (stored.Width - 1, stored.Height - 1);
            bool turned = orientation >= 5;
            PixelBuffer upright = PixelBuffer.AllocateUncleared(
                turned ? stored.Height : stored.Width,
                turned ? stored.Width : stored.Height
            );
            for (int y = 0; y < upright.Height; y++)
            {
                Span<Vector4> row = upright.Pixels(y);
                for (int x = 0; x < row.Length; x++)
                {
                    (int fromX, int fromY) = orientation switch
                    {
                        2 => (lastX - x, y),
                        3 => (lastX - x, lastY - y),
                        4 => (x, lastY - y),
                        5 => (y, x),
                        6 => (y, lastY - x),
                        7 => (lastX - y, lastY - x),
                        8 => (lastX - y, x),
                        _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "It is 1 to 8."),
                    };
                    row[x] = stored.Pixels(fromY)[fromX];
                }
            }

            return upright;
        }
    }

    private static int Short(ReadOnlySpan<byte> from, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);
}
