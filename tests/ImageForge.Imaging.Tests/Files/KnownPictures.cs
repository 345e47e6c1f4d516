using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Tests.Files;

/// <summary>Pictures whose pixels are known.</summary>
internal static class KnownPictures
{
    /// <summary>Any 8-bit sRGB pixels, opaque or not, from a seed.</summary>
    public static PixelBuffer Random(int width, int height, int seed, bool opaque)
    {
        var random = new Random(seed);
        byte[] rgba = new byte[width * height * 4];
        random.NextBytes(rgba);
        for (int i = 3; i < rgba.Length; i += 4)
        {
            // Alpha of 0 keeps no colour, and low alpha keeps little of it: what is tested is the file, not that.
            rgba[i] = opaque ? (byte)255 : (byte)(rgba[i] | 0x80);
        }

        return PixelBuffer.FromSrgb(width, height, rgba);
    }

    /// <summary>A smooth picture with light up to 16 and, unless opaque, a soft edge.</summary>
    public static PixelBuffer Smooth(int width, int height, float brightest = 1f, bool opaque = true)
    {
        PixelBuffer picture = PixelBuffer.Allocate(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<Vector4> row = picture.Pixels(y);
            for (int x = 0; x < width; x++)
            {
                float u = x / (float)Math.Max(1, width - 1);
                float v = y / (float)Math.Max(1, height - 1);
                float a = opaque ? 1f : 0.5f + (0.5f * u);
                row[x] = new Vector4(u * a, v * a, 0.25f * a, a) * new Vector4(brightest, brightest, brightest, 1f);
            }
        }

        return picture;
    }
}
