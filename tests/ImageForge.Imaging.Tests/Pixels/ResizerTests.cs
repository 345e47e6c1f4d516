using System.Numerics;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Pixels;

public sealed class ResizerTests
{
    [Theory]
    [InlineData(ResizeFilter.Lanczos)]
    [InlineData(ResizeFilter.Area)]
    public void A_flat_picture_stays_flat(ResizeFilter filter)
    {
        using PixelBuffer source = PixelBuffer.Allocate(37, 23);
        for (int y = 0; y < 23; y++)
        {
            source.Pixels(y).Fill(new Vector4(0.3f, 0.2f, 0.1f, 0.5f));
        }

        using PixelBuffer result = Resizer.Resize(source, 11, 61, filter);
        for (int y = 0; y < 61; y++)
        {
            foreach (Vector4 pixel in result.Pixels(y))
            {
                Assert.Equal(0.3f, pixel.X, 1e-5f);
                Assert.Equal(0.5f, pixel.W, 1e-5f);
            }
        }
    }

    [Fact]
    public void Area_keeps_the_mean()
    {
        using PixelBuffer source = PixelBuffer.Allocate(4, 1);
        source.Pixels(0)[1] = Vector4.One;
        using PixelBuffer result = Resizer.Resize(source, 2, 1, ResizeFilter.Area);
        Assert.Equal(0.5f, result.Pixels(0)[0].X, 1e-6f);
        Assert.Equal(0f, result.Pixels(0)[1].X, 1e-6f);
    }
}
