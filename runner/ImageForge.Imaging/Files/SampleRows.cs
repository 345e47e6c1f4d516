using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

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
        : this(image, bitDepth, IsOpaque(image)) { }

    /// <summary>For a caller that knows whether the picture is opaque: to find out takes a pass over all of it.</summary>
    public SampleRows(PixelBuffer image, int bitDepth, bool isOpaque)
    {
        _image = image;
        _wide = bitDepth == 16;
        HasAlpha = !isOpaque;
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
            PackWide(_image.Row(y), MemoryMarshal.Cast<byte, ushort>(row));
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

    private void PackWide(ReadOnlySpan<float> pixels, Span<ushort> row)
    {
        const int Run = 256;
        Span<float> codes = stackalloc float[Run * PixelBuffer.Channels];
        for (int x = 0; x * Samples < row.Length; x += Run)
        {
            ReadOnlySpan<float> from = pixels[(x * PixelBuffer.Channels)..];
            int count = Math.Min(from.Length / PixelBuffer.Channels, Run);
            LaneLoop.Run(new EncodeWideKernel(from, codes), count);
            Span<ushort> to = row.Slice(x * Samples, count * Samples);
            for (int i = 0, k = 0; i < to.Length; k += PixelBuffer.Channels)
            {
                for (int s = 0; s < Samples; s++)
                {
                    to[i++] = (ushort)codes[k + s];
                }
            }
        }
    }
}
