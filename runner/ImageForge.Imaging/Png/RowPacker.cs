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
        if (_wide)
        {
            PackWide(_image.Pixels(y), row);
        }
        else if (HasAlpha)
        {
            SrgbCurve.Encode(_image.Row(y), row);
        }
        else
        {
            PackRgb(_image.Row(y), row);
        }
    }

    private static void PackRgb(ReadOnlySpan<float> pixels, Span<byte> row)
    {
        // In runs that stay in the first-level cache.
        const int Run = 256;
        Span<byte> rgba = stackalloc byte[Run * 4];
        for (int x = 0; x * 3 < row.Length; x += Run)
        {
            ReadOnlySpan<float> from = pixels[(x * PixelBuffer.Channels)..];
            SrgbCurve.Encode(from[..Math.Min(from.Length, Run * PixelBuffer.Channels)], rgba);
            Span<byte> to = row[(x * 3)..];
            for (int i = 0, k = 0; i + 2 < to.Length && k < rgba.Length; i += 3, k += 4)
            {
                to[i] = rgba[k];
                to[i + 1] = rgba[k + 1];
                to[i + 2] = rgba[k + 2];
            }
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
