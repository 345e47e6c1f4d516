using System.Buffers.Binary;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>
/// PXR24: each row of samples is differenced, and its bytes are sorted from the highest to the lowest; of a float the lowest is
/// not stored. zlib packs the whole.
/// </summary>
internal sealed class Pxr24Codec : IBlockCodec
{
    public void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw)
    {
        int length = shape.Planes.Sum(p => p.Width * p.Height * StoredBytes(p.Channel.Type));
        using var stored = new Scratch<byte>(length);
        ZipCodec.Inflate(packed, stored.Span);
        ReadOnlySpan<byte> rest = stored.Span;
        foreach (BlockRow row in shape.Rows())
        {
            BlockPlane plane = shape.Planes[row.Plane];
            ExrPixelType type = plane.Channel.Type;
            int bytes = plane.Width * StoredBytes(type);
            Join(rest[..bytes], plane.Width, type, raw.Slice(row.Offset, plane.RowBytes));
            rest = rest[bytes..];
        }
    }

    private static int StoredBytes(ExrPixelType type) =>
        type switch
        {
            ExrPixelType.Half => 2,
            ExrPixelType.Float => 3,
            _ => 4,
        };

    private static void Join(ReadOnlySpan<byte> stored, int width, ExrPixelType type, Span<byte> target)
    {
        ReadOnlySpan<byte> first = stored[..width];
        ReadOnlySpan<byte> second = stored.Slice(width, width);
        if (type == ExrPixelType.Half)
        {
            ushort half = 0;
            for (int x = 0; x < width; x++)
            {
                half += (ushort)((first[x] << 8) | second[x]);
                BinaryPrimitives.WriteUInt16LittleEndian(target[(2 * x)..], half);
            }

            return;
        }

        ReadOnlySpan<byte> third = stored.Slice(2 * width, width);
        ReadOnlySpan<byte> fourth = type == ExrPixelType.UInt ? stored[(3 * width)..] : default;
        uint word = 0;
        for (int x = 0; x < width; x++)
        {
            uint lowest = fourth.IsEmpty ? 0u : fourth[x];
            word += ((uint)first[x] << 24) | ((uint)second[x] << 16) | ((uint)third[x] << 8) | lowest;
            BinaryPrimitives.WriteUInt32LittleEndian(target[(4 * x)..], word);
        }
    }
}
