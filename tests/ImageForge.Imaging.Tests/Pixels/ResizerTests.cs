using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Imaging.Tests.Pixels;

public sealed class ResizerTests
{
    public static TheoryData<ResizeFilter> Filters => [.. Enum.GetValues<ResizeFilter>()];

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_flat_picture_stays_flat(ResizeFilter filter)
    {
        using PixelBuffer source = PixelBuffer.Allocate(237, 123);
        for (int y = 0; y < source.Height; y++)
        {
            source.Pixels(y).Fill(new Vector4(0.3f, 0.2f, 0.1f, 0.5f));
        }

        foreach ((int width, int height) in ((int, int)[])[(11, 161), (600, 7), (237, 124), (1, 1)])
        {
            using PixelBuffer result = Resizer.Resize(source, width, height, filter);
            for (int y = 0; y < height; y++)
            {
                foreach (Vector4 pixel in result.Pixels(y))
                {
                    Assert.InRange((pixel - new Vector4(0.3f, 0.2f, 0.1f, 0.5f)).Length(), 0f, 2e-6f);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_ramp_stays_a_ramp(ResizeFilter filter)
    {
        using PixelBuffer source = PixelBuffer.Allocate(400, 4);
        for (int y = 0; y < 4; y++)
        {
            for (int x = 0; x < 400; x++)
            {
                source.Pixels(y)[x] = new Vector4((x + 0.5f) / 400f);
            }
        }

        using PixelBuffer result = Resizer.Resize(source, 100, 4, filter);
        for (int x = 4; x < 96; x++)
        {
            Assert.Equal((x + 0.5f) / 100f, result.Pixels(2)[x].Y, 1e-5f);
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Light_is_never_negative_and_cover_never_above_one(ResizeFilter filter)
    {
        using PixelBuffer source = PixelBuffer.Allocate(64, 64);
        for (int y = 0; y < 64; y++)
        {
            for (int x = 0; x < 64; x++)
            {
                source.Pixels(y)[x] = ((x / 8) + (y / 8)) % 2 == 0 ? Vector4.One : Vector4.Zero;
            }
        }

        foreach (int side in (int[])[33, 150])
        {
            using PixelBuffer result = Resizer.Resize(source, side, side, filter);
            double sum = 0;
            foreach (float value in result.Data)
            {
                Assert.True(value >= 0f);
                sum += value;
            }

            for (int i = 3; i < result.Data.Length; i += 4)
            {
                Assert.True(result.Data[i] <= 1f);
            }

            Assert.Equal(0.5, sum / result.Data.Length, 0.03);
        }
    }

    [Fact]
    public void Area_keeps_the_mean()
    {
        using PixelBuffer source = Pictures.Noise(360, 240, 4);
        using PixelBuffer result = Resizer.Resize(source, 37, 23, ResizeFilter.Area);
        Assert.Equal(Mean(source), Mean(result), 1e-5);
    }

    [Fact]
    public void A_window_is_a_part_of_the_whole()
    {
        using PixelBuffer source = Pictures.Noise(90, 70, 4);
        using var pixels = new FloatPixels(source.Clone());
        var window = new PixelArea(13, 50, 101, 120);
        using PixelBuffer whole = Resizer.Resize(source, 150, 140);
        using PixelBuffer part = Resizer.Resize(pixels, 150, 140, window, ResizeFilter.Lanczos, new(1, default));
        for (int y = 0; y < part.Height; y++)
        {
            Assert.Equal(whole.Row(y + 50)[(13 * 4)..(101 * 4)], part.Row(y));
        }
    }

    [Fact]
    public void Bytes_and_light_give_the_same_on_one_thread_or_many()
    {
        using SrgbImage image = Pictures.NoiseImage(500, 400, 6);
        using PixelBuffer source = PixelBuffer.FromSrgb(500, 400, image.Data);
        using PixelBuffer bytes = Resizer.Resize(image, 333, 301);
        using PixelBuffer one = Resizer.Resize(source, 333, 301, ResizeFilter.Lanczos, new RowParallel(1, default));
        using PixelBuffer many = Resizer.Resize(source, 333, 301, ResizeFilter.Lanczos, new RowParallel(7, default));
        Assert.Equal(one.Data, bytes.Data);
        Assert.Equal(one.Data, many.Data);
    }

    [Theory]
    [InlineData(ResizeFilter.Lanczos, "LANCZOS", 61, 47)]
    [InlineData(ResizeFilter.Lanczos, "LANCZOS", 333, 290)]
    [InlineData(ResizeFilter.Bicubic, "BICUBIC", 61, 290)]
    [InlineData(ResizeFilter.Area, "BOX", 100, 67)]
    public async Task Pillow_comes_to_the_same(ResizeFilter filter, string name, int width, int height)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer source = Pictures.Noise(200, 134, 9, opaque: true);
        float[] red = new float[200 * 134];
        for (int i = 0; i < red.Length; i++)
        {
            // Between a quarter and three quarters nothing is clipped, which Pillow does not do.
            red[i] = 0.25f + (source.Data[i * 4] * 0.5f);
            source.Data[i * 4] = red[i];
        }

        byte[] seen = await ImagingTools.PythonAsync(
            "import sys; from PIL import Image; "
                + "i = Image.frombytes('F', (200, 134), sys.stdin.buffer.read()); "
                + $"sys.stdout.buffer.write(i.resize(({width}, {height}), Image.{name}).tobytes())",
            TestContext.Current.CancellationToken,
            MemoryMarshal.AsBytes(red.AsSpan()).ToArray()
        );
        float[] theirs = MemoryMarshal.Cast<byte, float>(seen).ToArray();
        using PixelBuffer ours = Resizer.Resize(source, width, height, filter);
        for (int i = 0; i < theirs.Length; i++)
        {
            Assert.Equal(theirs[i], ours.Data[i * 4], 2e-6f);
        }
    }

    private static double Mean(PixelBuffer picture)
    {
        double sum = 0;
        foreach (float value in picture.Data)
        {
            sum += value;
        }

        return sum / picture.Data.Length;
    }
}
