using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Pixels;

/// <summary>Pictures fill the size that is asked for, undistorted, and show their middle.</summary>
public sealed class CoverFitTests
{
    [Theory]
    [InlineData(40, 20, 10, 10)]
    [InlineData(20, 40, 10, 10)]
    [InlineData(30, 20, 15, 10)]
    [InlineData(7, 5, 64, 64)]
    public void The_size_is_that_which_is_asked_for(int width, int height, int wantedWidth, int wantedHeight)
    {
        using var source = PixelBuffer.FromSrgb(width, height, [.. Enumerable.Repeat((byte)255, width * height * 4)]);

        using var fitted = CoverFit.Resize(source, wantedWidth, wantedHeight);

        Assert.Equal((wantedWidth, wantedHeight), (fitted.Width, fitted.Height));
        Assert.All(fitted.ToSrgb(), b => Assert.Equal(255, b));
    }

    [Fact]
    public void The_middle_is_kept()
    {
        // Dark, bright, dark; the bright third is what a square shows.
        var rgba = Enumerable
            .Range(0, 30 * 10 * 4)
            .Select(i => (byte)(i % 4 == 3 || i / 4 % 30 is >= 10 and < 20 ? 255 : 0));
        using var source = PixelBuffer.FromSrgb(30, 10, [.. rgba]);

        using var fitted = CoverFit.Resize(source, 10, 10);

        Assert.All(fitted.ToSrgb(), b => Assert.Equal(255, b));
    }
}
