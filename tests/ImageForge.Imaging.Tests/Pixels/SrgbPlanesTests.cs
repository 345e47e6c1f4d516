using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Pixels;

/// <summary>Pictures come back from planes as they went.</summary>
public sealed class SrgbPlanesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(64, 5)]
    public void A_picture_comes_back_as_it_went(int width, int height)
    {
        var rgba = Enumerable.Range(0, width * height * 4).Select(i => (byte)(i % 4 == 3 ? 255 : i * 37)).ToArray();
        using var picture = PixelBuffer.FromSrgb(width, height, rgba);
        var planes = new float[3 * width * height];

        SrgbPlanes.Write(picture, planes);
        using var back = SrgbPlanes.Read(planes, width, height);

        Assert.Equal(rgba, back.ToSrgb());
        for (var i = 0; i < width * height; i++)
        {
            Assert.Equal(rgba[4 * i] / 255f, planes[i], 1e-5f);
            Assert.Equal(rgba[4 * i + 2] / 255f, planes[2 * width * height + i], 1e-5f);
        }
    }

    [Fact]
    public void What_is_outside_is_clipped_and_what_is_no_number_is_black()
    {
        using var picture = SrgbPlanes.Read([-1, float.NaN, 2, 0.6f, float.PositiveInfinity, 0], 2, 1);

        Assert.Equal([0, 255, 255, 255, 0, 153, 0, 255], picture.ToSrgb());
    }

    [Fact]
    public void Planes_of_another_size_are_refused()
    {
        using var picture = PixelBuffer.Allocate(2, 2);
        Assert.Throws<ArgumentException>(() => SrgbPlanes.Write(picture, new float[11]));
    }
}
