using ImageForge.Imaging;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Fuzz.Subjects;

/// <summary>Small pictures to begin from, and limits small enough to see an input that gets around them.</summary>
internal static class Small
{
    public static DecodeLimits Limits { get; } =
        new()
        {
            MaxSide = 2048,
            MaxPixels = 1_000_000,
            ProcessorTime = TimeSpan.FromSeconds(5),
            Patience = TimeSpan.FromSeconds(60),
        };

    /// <summary>What a picture at the limit takes, three times over, and the tables of a decoder.</summary>
    public static long MostBytes => (3 * 16 * Limits.MaxPixels) + (64 << 20);

    public static byte[] File(EncodeOptions options, bool opaque = true, int width = 24, int height = 18)
    {
        using PixelBuffer picture = PixelBuffer.Allocate(width, height);
        var random = new Random(width);
        for (int y = 0; y < height; y++)
        {
            foreach (ref System.Numerics.Vector4 p in picture.Pixels(y))
            {
                float alpha = opaque ? 1f : random.NextSingle();
                p = new System.Numerics.Vector4(y / (float)height, random.NextSingle(), 0.5f, 1f) * alpha;
            }
        }

        return ImageEncoder.Encode(picture, options);
    }
}
