using System.Buffers.Binary;

namespace ImageForge.Imaging.Png;

/// <summary>The IHDR chunk, checked.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, PngColorType Color, bool Interlaced)
{
    public int Samples =>
        Color switch
        {
            PngColorType.Rgb => 3,
            PngColorType.GreyAlpha => 2,
            PngColorType.Rgba => 4,
            _ => 1,
        };

    public int BitsPerPixel => Samples * BitDepth;

    /// <summary>Distance of the left neighbour in bytes, for filters.</summary>
    public int FilterStep => Math.Max(1, BitsPerPixel / 8);

    public static PngHeader Read(ReadOnlySpan<byte> data, DecodeLimits limits)
    {
        if (data.Length != 13)
        {
            throw new ImageFormatException($"The PNG header has {data.Length} bytes instead of 13.");
        }

        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        limits.Check("PNG", width, height);
        int depth = data[8];
        var color = (PngColorType)data[9];
        bool valid = color switch
        {
            PngColorType.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColorType.Palette => depth is 1 or 2 or 4 or 8,
            PngColorType.Rgb or PngColorType.GreyAlpha or PngColorType.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!valid)
        {
            throw new ImageFormatException(
                $"The PNG has colour type {data[9]} with bit depth {depth}, which does not exist."
            );
        }

        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
        {
            throw new ImageFormatException(
                $"The PNG uses compression {data[10]}, filter method {data[11]}, interlace {data[12]}; only 0, 0 and 0 or 1 exist."
            );
        }

        return new PngHeader((int)width, (int)height, depth, color, data[12] == 1);
    }

    /// <summary>The data of the chunk.</summary>
    public byte[] Write()
    {
        byte[] data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, Width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), Height);
        data[8] = (byte)BitDepth;
        data[9] = (byte)Color;
        data[12] = Interlaced ? (byte)1 : (byte)0;
        return data;
    }

    public int RowBytes(int columns) => (int)((((long)columns * BitsPerPixel) + 7) / 8);
}

/// <summary>Colour types as they stand in the file.</summary>
internal enum PngColorType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
