using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using Xunit;

namespace ImageForge.Imaging.Tests.Png;

public sealed class PngRoundTripTests
{
    [Fact]
    public void Every_8_bit_pixel_comes_back_as_it_went()
    {
        Property property = Prop.ForAll<int, byte, NonEmptyArray<byte>>(
            (width, level, bytes) =>
            {
                int columns = 1 + (Math.Abs(width % 9));
                byte[] rgba = Whole(bytes.Get, columns);
                using PixelBuffer image = PixelBuffer.FromSrgb(columns, rgba.Length / 4 / columns, rgba);
                var options = new PngOptions { CompressionLevel = level % 10 };
                using PixelBuffer back = PngDecoder.Decode(PngEncoder.Encode(image, options));
                return back.ToSrgb().AsSpan().SequenceEqual(image.ToSrgb());
            }
        );
        Check.One(Config.QuickThrowOnFailure.WithReplay(2026, 11), property);
    }

    [Fact]
    public void Sixteen_bits_keep_what_eight_would_round()
    {
        using PixelBuffer image = PixelBuffer.Allocate(64, 1);
        for (int x = 0; x < 64; x++)
        {
            image.Pixels(0)[x] = new(x / 4096f, x / 64f, 0.5f, 1f);
        }

        using PixelBuffer back = PngDecoder.Decode(PngEncoder.Encode(image, new PngOptions { BitDepth = 16 }));
        for (int x = 0; x < 64; x++)
        {
            Assert.Equal(image.Pixels(0)[x].X, back.Pixels(0)[x].X, 0.0001f);
            Assert.Equal(image.Pixels(0)[x].Y, back.Pixels(0)[x].Y, 0.0001f);
        }
    }

    [Fact]
    public void Metadata_is_latin_text_or_utf8()
    {
        using PixelBuffer image = PixelBuffer.Allocate(1, 1);
        byte[] file = PngEncoder.Encode(
            image,
            new PngOptions { Texts = [new PngText("Software", "ImageForge"), new PngText("Title", "夜市")] }
        );
        string text = Encoding.Latin1.GetString(file);
        Assert.Contains("tEXtSoftware\0ImageForge", text, StringComparison.Ordinal);
        Assert.Contains("iTXtTitle\0\0\0\0\0", text, StringComparison.Ordinal);
        Assert.Contains("sRGB", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_options_are_refused()
    {
        using PixelBuffer image = PixelBuffer.Allocate(1, 1);
        Assert.ThrowsAny<ArgumentException>(() => PngEncoder.Encode(image, new PngOptions { BitDepth = 4 }));
        Assert.ThrowsAny<ArgumentException>(() => PngEncoder.Encode(image, new PngOptions { CompressionLevel = 10 }));
        Assert.ThrowsAny<ArgumentException>(() =>
            PngEncoder.Encode(image, new PngOptions { Texts = [new PngText("", "x")] })
        );
    }

    private static byte[] Whole(byte[] bytes, int columns)
    {
        int rows = 1 + (bytes.Length / (columns * 4));
        byte[] rgba = new byte[rows * columns * 4];
        bytes.AsSpan().CopyTo(rgba);
        for (int i = 3; i < rgba.Length; i += 4)
        {
            // Colour under full transparency is not kept: premultiplied pixels have none. Fully opaque or clear here.
            bool clear = (rgba[i] & 1) == 0;
            rgba[i] = clear ? (byte)0 : (byte)255;
            if (clear)
            {
                rgba.AsSpan(i - 3, 3).Clear();
            }
        }

        return rgba;
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void The_bytes_are_the_same_with_any_number_of_threads(int depth)
    {
        // Several stripes.
        using PixelBuffer image = Files.KnownPictures.Smooth(900, 700);
        byte[] one = PngEncoder.Encode(image, new PngOptions { BitDepth = depth, Threads = 1 });
        Assert.Equal(one, PngEncoder.Encode(image, new PngOptions { BitDepth = depth, Threads = 4 }));
        using PixelBuffer back = PngDecoder.Decode(one);
        Assert.Equal(image.ToSrgb(), back.ToSrgb());
    }
}
