using System.Buffers.Binary;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using Xunit;

namespace ImageForge.Imaging.Tests.Png;

public sealed class PngDecoderTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(2, 8)]
    [InlineData(2, 16)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(4, 16)]
    [InlineData(6, 8)]
    [InlineData(6, 16)]
    public void Interlaced_and_plain_files_give_the_same_pixels(int color, int depth)
    {
        using PixelBuffer plain = PngDecoder.Decode(PngFixture.Make(13, 9, color, depth, interlaced: false));
        using PixelBuffer interlaced = PngDecoder.Decode(PngFixture.Make(13, 9, color, depth, interlaced: true));
        Assert.Equal(plain.ToSrgb(), interlaced.ToSrgb());
        Assert.Contains(plain.ToSrgb(), b => b is not 0 and not 255 || depth == 1);
    }

    [Fact]
    public void A_huge_header_is_refused_before_memory_is_taken()
    {
        byte[] file = PngFixture.Make(4, 4, 6, 8, interlaced: false);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 15000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 15000);
        PngFixture.FixHeaderChecksum(file);
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file));
        Assert.Contains("15000×15000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_an_error_with_a_message()
    {
        byte[] file = PngFixture.Make(13, 9, 2, 8, interlaced: true);
        for (int length = 0; length < file.Length; length++)
        {
            Assert.NotEmpty(
                Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file.AsMemory(0, length))).Message
            );
        }
    }

    [Fact]
    public void Any_damage_is_an_error_or_a_picture_never_another_exception()
    {
        byte[] good = PngFixture.Make(13, 9, 3, 4, interlaced: true);
        var random = new Random(20);
        for (int round = 0; round < 4000; round++)
        {
            byte[] file = [.. good];
            int changes = 1 + random.Next(4);
            for (int i = 0; i < changes; i++)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            // Half of the rounds get right checksums, so that damage reaches the parts behind them.
            if (round % 2 == 0)
            {
                PngFixture.FixAllChecksums(file);
            }

            try
            {
                PngDecoder.Decode(file, new DecodeLimits { MaxPixels = 1_000_000 }).Dispose();
            }
            catch (ImageFormatException)
            {
                // What a broken file should give.
            }
        }
    }

    [Fact]
    public void Pixel_data_that_wants_a_dictionary_is_refused()
    {
        byte[] file = PngFixture.Make(8, 8, 2, 8, interlaced: false);
        int data = file.AsSpan().IndexOf("IDAT"u8) + 4;
        // The flag of a preset dictionary, with the check of the two bytes put right.
        file[data] = 0x78;
        file[data + 1] = 0x20;
        PngFixture.FixAllChecksums(file);
        Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file));
    }
}
