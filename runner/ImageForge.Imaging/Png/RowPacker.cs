using System.Buffers.Binary;
using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Png;

/// <summary>Packs rows of linear premultiplied floats as sRGB samples.</summary>
internal sealed class RowPacker
{
    private readonly PixelBuffer _image;
    private readonly bool _wide;

    public RowPacker(PixelBuffer image, int bitDepth)
    {
        _image = image;
        _wide = bitDepth == 16;
        HasAlpha = !Opaque(image);
        PixelBytes = (HasAlpha ? 4 : 3) * (_wide ? 2 : 1);
        RowBytes = image.Width * PixelBytes;
    }

    public bool HasAlpha { get; }

    public int PixelBytes { get; }

    public int RowBytes { get; }

    public void Pack(int y, Span<byte> row)
    {
        ReadOnlySpan<Vector4> pixels = _image.Pixels(y);
        if (_wide)
        {
            PackWide(pixels, row);
        }
        else if (HasAlpha)
        {
            PackRgba(pixels, row);
        }
        else
        {
            PackRgb(pixels, row);
        }
    }

    private static void PackRgb(ReadOnlySpan<Vector4> pixels, Span<byte> row)
    {
        for (int x = 0, i = 0; x < pixels.Length && i + 2 < row.Length; x++, i += 3)
        {
            Vector4 p = pixels[x];
            row[i] = Transfer.ToByte(p.X);
            row[i + 1] = Transfer.ToByte(p.Y);
            row[i + 2] = Transfer.ToByte(p.Z);
        }
    }

    private static void PackRgba(ReadOnlySpan<Vector4> pixels, Span<byte> row)
    {
        for (int x = 0, i = 0; x < pixels.Length && i + 3 < row.Length; x++, i += 4)
        {
            Vector4 p = Straight(pixels[x]);
            row[i] = Transfer.ToByte(p.X);
            row[i + 1] = Transfer.ToByte(p.Y);
            row[i + 2] = Transfer.ToByte(p.Z);
            row[i + 3] = (byte)((p.W * 255f) + 0.5f);
        }
    }

    private void PackWide(ReadOnlySpan<Vector4> pixels, Span<byte> row)
    {
        for (int x = 0; x < pixels.Length; x++)
        {
            Vector4 p = Straight(pixels[x]);
            Span<byte> at = row.Slice(x * PixelBytes, PixelBytes);
            BinaryPrimitives.WriteUInt16BigEndian(at, Wide(p.X));
            BinaryPrimitives.WriteUInt16BigEndian(at[2..], Wide(p.Y));
            BinaryPrimitives.WriteUInt16BigEndian(at[4..], Wide(p.Z));
            if (HasAlpha)
            {
                BinaryPrimitives.WriteUInt16BigEndian(at[6..], (ushort)((p.W * 65535f) + 0.5f));
            }
        }
    }

    private static ushort Wide(float linear) =>
        linear > 0f ? (ushort)((Transfer.Encode(Math.Min(linear, 1f)) * 65535) + 0.5) : (ushort)0;

    private static Vector4 Straight(Vector4 p)
    {
        float alpha = Math.Clamp(p.W, 0f, 1f);
        return alpha > 0f ? new Vector4(p.X / alpha, p.Y / alpha, p.Z / alpha, alpha) : Vector4.Zero;
    }

    private static bool Opaque(PixelBuffer image)
    {
        for (int y = 0; y < image.Height; y++)
        {
            foreach (Vector4 pixel in image.Pixels(y))
            {
                if (pixel.W < 0.999f)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
