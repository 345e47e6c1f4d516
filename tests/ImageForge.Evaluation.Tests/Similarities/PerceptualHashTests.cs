using System.Numerics;
using ImageForge.Evaluation.Similarities;
using ImageForge.Evaluation.Tests.Statistics;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Evaluation.Tests.Similarities;

public sealed class PerceptualHashTests
{
    [Fact]
    public void Perceptual_hash_survives_resizing_and_tells_pictures_apart()
    {
        using PixelBuffer a = PictureMetricsTests.Picture(
            96,
            64,
            (x, y) => ((byte)(x * 2), (byte)(y * 3), (byte)((x * y) & 255))
        );
        using PixelBuffer small = Resizer.Resize(a, 60, 40);
        using PixelBuffer other = PictureMetricsTests.Picture(
            96,
            64,
            (x, y) => ((byte)(255 - (x * 2)), (byte)(y ^ x), 7)
        );
        ulong hash = PerceptualHash.Of(a);
        Assert.InRange(BitOperations.PopCount(hash ^ PerceptualHash.Of(small)), 0, 6);
        Assert.InRange(BitOperations.PopCount(hash ^ PerceptualHash.Of(other)), 12, 64);
    }
}
