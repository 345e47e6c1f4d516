using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Files;

public sealed class SampleRowsTests
{
    private const int Width = 600;

    /// <summary>Runs of alpha 1 are converted without it; the bytes are those of the general conversion.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(300)]
    [InlineData(599)]
    public void Opaque_rows_are_the_colours_of_the_row_with_alpha(int almostOpaque)
    {
        using PixelBuffer image = Picture(almostOpaque, 0.9995f);
        byte[] expected = new byte[Width * 4];
        new SampleRows(image, 8, isOpaque: false).Pack(0, expected);
        byte[] rgb = new byte[Width * 3];
        Assert.True(new SampleRows(image, 8, isOpaque: true).TryPack(0, rgb));
        Assert.Equal(expected.Where((_, i) => i % 4 != 3), rgb);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8, 300)]
    [InlineData(8, 599)]
    [InlineData(16, 300)]
    public void A_row_that_is_not_opaque_is_noticed(int bitDepth, int transparent)
    {
        using PixelBuffer image = Picture(transparent, 0.5f);
        var rows = new SampleRows(image, bitDepth, isOpaque: true);
        Assert.False(rows.TryPack(0, new byte[rows.RowBytes]));
        Assert.Throws<InvalidOperationException>(() => rows.Pack(0, new byte[rows.RowBytes]));
    }

    /// <summary>A row of all kinds of light, opaque but for one pixel.</summary>
    private static PixelBuffer Picture(int pixel, float alpha)
    {
        PixelBuffer image = PixelBuffer.Allocate(Width, 1);
        Span<float> row = image.Row(0);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] =
                i % 4 == 3 ? 1f
                : i % 97 == 0 ? float.NaN
                : (i / (float)row.Length * 1.2f) - 0.1f;
        }

        if (pixel >= 0)
        {
            row[(pixel * 4) + 3] = alpha;
        }

        return image;
    }
}
