using System.Buffers.Binary;
using System.Numerics;
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

    [Fact]
    public void Primaries_are_those_of_the_file()
    {
        // Display P3 by cHRM and gAMA (2.2 exactly would be read as sRGB: 1.0 is plain), and by cICP with a linear transfer.
        byte[] primaries = new byte[32];
        int[] p3 = [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000];
        for (int i = 0; i < p3.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(primaries.AsSpan(i * 4), p3[i]);
        }

        byte[] plain = PngFixture.Make(8, 8, 2, 8, interlaced: false);
        byte[] gamma = [0, 1, 0x86, 0xA0];
        using PixelBuffer byGamma = PngDecoder.Decode(With(With(plain, "gAMA"u8, gamma), "cHRM"u8, primaries));
        using PixelBuffer byCode = PngDecoder.Decode(With(plain, "cICP"u8, [12, 8, 0, 1]));
        using PixelBuffer encoded = PngDecoder.Decode(plain);
        for (int x = 0; x < 8; x++)
        {
            Vector4 code = Codes(encoded.Pixels(3)[x]);
            // The matrix from Display P3 to Rec. 709; what lies outside is clipped.
            Vector4 expected = new(
                Math.Max(0, (1.2249f * code.X) - (0.2247f * code.Y)),
                Math.Max(0, (-0.0420f * code.X) + (1.0419f * code.Y)),
                Math.Max(0, (-0.0197f * code.X) - (0.0786f * code.Y) + (1.0979f * code.Z)),
                1f
            );
            Assert.InRange((expected - byGamma.Pixels(3)[x]).Length(), 0f, 0.002f);
            Assert.InRange((expected - byCode.Pixels(3)[x]).Length(), 0f, 0.002f);
        }

        static Vector4 Codes(Vector4 linear) =>
            new(
                (float)Transfer.Encode(linear.X),
                (float)Transfer.Encode(linear.Y),
                (float)Transfer.Encode(linear.Z),
                1f
            );
    }

    [Theory]
    [InlineData(9, 16)]
    [InlineData(5, 13)]
    public void Code_points_that_are_not_read_are_named(byte primaries, byte transfer)
    {
        byte[] file = With(PngFixture.Make(8, 8, 2, 8, interlaced: false), "cICP"u8, [primaries, transfer, 0, 1]);
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file));
        Assert.Contains("cICP", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The file with a chunk right after its header.</summary>
    private static byte[] With(byte[] file, ReadOnlySpan<byte> type, byte[] data)
    {
        using var chunk = new MemoryStream();
        ChunkWriter.Write(chunk, type, data);
        const int HeaderEnd = 33;
        return [.. file[..HeaderEnd], .. chunk.ToArray(), .. file[HeaderEnd..]];
    }
}
