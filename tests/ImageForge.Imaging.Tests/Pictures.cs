using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Tests;

/// <summary>Pictures of chance, for what must hold whatever the pixels are.</summary>
internal static class Pictures
{
    public static SrgbImage NoiseImage(int width, int height, int seed, bool opaque = false)
    {
        var image = SrgbImage.Allocate(width, height);
        new Random(seed).NextBytes(image.Data);
        for (int i = 3; opaque && i < image.Data.Length; i += 4)
        {
            image.Data[i] = 255;
        }

        return image;
    }

    public static PixelBuffer Noise(int width, int height, int seed, bool opaque = false)
    {
        using SrgbImage image = NoiseImage(width, height, seed, opaque);
        return PixelBuffer.FromSrgb(width, height, image.Data);
    }
}
