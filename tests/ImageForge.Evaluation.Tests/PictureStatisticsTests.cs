using System.Numerics;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Evaluation.Tests;

public sealed class PictureStatisticsTests
{
    [Fact]
    public void Flat_grey_has_no_contrast_sharpness_colour_or_entropy()
    {
        PictureStatistics s = Measure(16, 16, (_, _) => (128, 128, 128));
        Assert.Equal(0, s.Contrast, 12);
        Assert.Equal(0, s.Sharpness, 12);
        Assert.Equal(0, s.Colourfulness, 12);
        Assert.Equal(0, s.Entropy, 12);
        Assert.Equal(0, s.ClippedShare);
        // By distance: rounded to six places, the exact value lies on the edge between two.
        Assert.Equal(Math.Pow(((128 / 255.0) + 0.055) / 1.055, 2.4), s.MeanLuminance, tolerance: 5e-7);
    }

    [Fact]
    public void Halves_of_black_and_white_have_known_figures()
    {
        PictureStatistics s = Measure(
            16,
            16,
            (x, _) => x < 8 ? ((byte)0, (byte)0, (byte)0) : ((byte)255, (byte)255, (byte)255)
        );
        Assert.Equal(0.5, s.Contrast, 9);
        Assert.Equal(0.5, s.MeanLuminance, 6);
        Assert.Equal(1, s.Entropy, 9);
        Assert.Equal(1, s.ClippedShare);
        // Two of the 14 inner columns respond, with +255 and -255.
        Assert.Equal(2 * 255.0 * 255.0 / 14, s.Sharpness, 6);
    }

    [Fact]
    public void Checkerboard_is_as_sharp_as_it_gets()
    {
        PictureStatistics s = Measure(
            16,
            16,
            (x, y) => ((x + y) & 1) == 0 ? ((byte)0, (byte)0, (byte)0) : ((byte)255, (byte)255, (byte)255)
        );
        Assert.Equal(1020.0 * 1020.0, s.Sharpness, 6);
    }

    [Fact]
    public void Colourfulness_of_red_and_blue_halves_follows_the_formula()
    {
        PictureStatistics s = Measure(
            16,
            16,
            (x, _) => x < 8 ? ((byte)255, (byte)0, (byte)0) : ((byte)0, (byte)0, (byte)255)
        );
        // rg is 255 and 0, yb 127.5 and -255.
        double sigma = Math.Sqrt((127.5 * 127.5) + (191.25 * 191.25));
        double mean = Math.Sqrt((127.5 * 127.5) + (63.75 * 63.75));
        Assert.Equal(sigma + (0.3 * mean), s.Colourfulness, 9);
    }

    [Fact]
    public void Perceptual_hash_survives_resizing_and_tells_pictures_apart()
    {
        using PixelBuffer a = Picture(96, 64, (x, y) => ((byte)(x * 2), (byte)(y * 3), (byte)((x * y) & 255)));
        using PixelBuffer small = Resizer.Resize(a, 60, 40);
        using PixelBuffer other = Picture(96, 64, (x, y) => ((byte)(255 - (x * 2)), (byte)(y ^ x), 7));
        ulong hash = PictureStatistics.Measure(a).PerceptualHash;
        Assert.InRange(BitOperations.PopCount(hash ^ PictureStatistics.Measure(small).PerceptualHash), 0, 6);
        Assert.InRange(BitOperations.PopCount(hash ^ PictureStatistics.Measure(other).PerceptualHash), 12, 64);
    }

    private static PictureStatistics Measure(int width, int height, Func<int, int, (byte, byte, byte)> pixel)
    {
        using PixelBuffer image = Picture(width, height, pixel);
        return PictureStatistics.Measure(image);
    }

    private static PixelBuffer Picture(int width, int height, Func<int, int, (byte R, byte G, byte B)> pixel)
    {
        byte[] rgba = new byte[width * height * 4];
        for (int i = 0; i < width * height; i++)
        {
            (byte r, byte g, byte b) = pixel(i % width, i / width);
            rgba[i * 4] = r;
            rgba[(i * 4) + 1] = g;
            rgba[(i * 4) + 2] = b;
            rgba[(i * 4) + 3] = 255;
        }

        return PixelBuffer.FromSrgb(width, height, rgba);
    }
}
