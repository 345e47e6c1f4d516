using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Files;

/// <summary>
/// Rows of a picture as sRGB samples with straight alpha, 8 bits or 16 bits in this machine's byte order: RGB where all of
/// the picture is opaque, else RGBA.
/// </summary>
internal sealed class SampleRows
{
    private readonly PixelBuffer _image;
    private readonly bool _wide;

    public SampleRows(PixelBuffer image, int bitDepth)
    {
        _image = image;
        _wide = bitDepth == 16;
        HasAlpha = !IsOpaque(image);
        Samples = HasAlpha ? 4 : 3;
        PixelBytes = Samples * (_wide ? 2 : 1);
        RowBytes = image.Width * PixelBytes;
    }

    public bool HasAlpha { get; }

    public int Samples { get; }

    public int PixelBytes { get; }

    public int RowBytes { get; }

    public void Pack(int y, Span<byte> row)
    {
        if (_wide)
        {
            PackWide(_image.Pixels(y), MemoryMarshal.Cast<byte, ushort>(row));
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

    public static bool IsOpaque(PixelBuffer image)
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

    private void PackWide(ReadOnlySpan<Vector4> pixels, Span<ushort> row)
    {
        for (int x = 0, i = 0; x < pixels.Length && i + 2 < row.Length; x++, i += Samples)
        {
            Vector4 p = HasAlpha ? Straight(pixels[x]) : pixels[x];
            row[i] = Wide(p.X);
            row[i + 1] = Wide(p.Y);
            row[i + 2] = Wide(p.Z);
            if (HasAlpha)
            {
                row[i + 3] = (ushort)((p.W * 65535f) + 0.5f);
            }
        }
    }

    // The table's error is below a hundredth of a step.
    private static ushort Wide(float linear) => (ushort)((Transfer.ToEncoded(linear) * 65535f) + 0.5f);

    private static Vector4 Straight(Vector4 p)
    {
        float alpha = Math.Clamp(p.W, 0f, 1f);
        return alpha > 0f ? new Vector4(p.X / alpha, p.Y / alpha, p.Z / alpha, alpha) : Vector4.Zero;
    }
}
