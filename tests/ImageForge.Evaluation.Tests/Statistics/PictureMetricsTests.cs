using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Evaluation.Tests.Statistics;

public sealed class PictureMetricsTests
{
    [Fact]
    public void Flat_grey_has_no_contrast_sharpness_colour_or_entropy()
    {
        Dictionary<string, double> s = Measure(16, 16, (_, _) => (128, 128, 128));
        Assert.Equal(0, s["Contrast"], 12);
        Assert.Equal(0, s["Sharpness"], 12);
        Assert.Equal(0, s["Colorfulness"], 12);
        Assert.Equal(0, s["Entropy"], 12);
        Assert.Equal(0, s["ClippedShare"]);
        // By distance: rounded to six places, the exact value lies on the edge between two.
        Assert.Equal(Math.Pow(((128 / 255.0) + 0.055) / 1.055, 2.4), s["Brightness"], tolerance: 5e-7);
    }

    [Fact]
    public void Halves_of_black_and_white_have_known_figures()
    {
        Dictionary<string, double> s = Measure(
            16,
            16,
            (x, _) => x < 8 ? ((byte)0, (byte)0, (byte)0) : ((byte)255, (byte)255, (byte)255)
        );
        Assert.Equal(0.5, s["Contrast"], 9);
        Assert.Equal(0.5, s["Brightness"], 6);
        Assert.Equal(1, s["Entropy"], 9);
        Assert.Equal(1, s["ClippedShare"]);
        // Two of the 14 inner columns respond, with +255 and -255.
        Assert.Equal(2 * 255.0 * 255.0 / 14, s["Sharpness"], 6);
    }

    [Fact]
    public void Checkerboard_is_as_sharp_as_it_gets()
    {
        Dictionary<string, double> s = Measure(
            16,
            16,
            (x, y) => ((x + y) & 1) == 0 ? ((byte)0, (byte)0, (byte)0) : ((byte)255, (byte)255, (byte)255)
        );
        Assert.Equal(1020.0 * 1020.0, s["Sharpness"], 6);
    }

    [Fact]
    public void Colourfulness_of_red_and_blue_halves_follows_the_formula()
    {
        Dictionary<string, double> s = Measure(
            16,
            16,
            (x, _) => x < 8 ? ((byte)255, (byte)0, (byte)0) : ((byte)0, (byte)0, (byte)255)
        );
        // rg is 255 and 0, yb 127.5 and -255.
        double sigma = Math.Sqrt((127.5 * 127.5) + (191.25 * 191.25));
        double mean = Math.Sqrt((127.5 * 127.5) + (63.75 * 63.75));
        Assert.Equal(sigma + (0.3 * mean), s["Colorfulness"], 9);
    }

    [Fact]
    public void Every_metric_that_jobs_can_ask_for_is_computed() =>
        Assert.Equal(
            PictureMetrics.All.Select(m => m.Name),
            Metrics.Computed.Select(name => name.ToString()).Append("ClippedShare")
        );

    private static Dictionary<string, double> Measure(int width, int height, Func<int, int, (byte, byte, byte)> pixel)
    {
        using PixelBuffer image = Picture(width, height, pixel);
        var picture = new MeasuredPicture(image);
        return PictureMetrics.All.ToDictionary(m => m.Name, m => m.Measure(picture));
    }

    internal static PixelBuffer Picture(int width, int height, Func<int, int, (byte R, byte G, byte B)> pixel)
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
