using System.Buffers.Binary;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Imaging.Tests.Files;
using Xunit;

namespace ImageForge.Imaging.Tests.Png;

/// <summary>What chunks beside the picture's own say: orientation, colour, transparency; and what damage to them may do.</summary>
public sealed class PngAncillaryTests
{
    // Upright: A is the upper left quarter, B the upper right, C the lower left, D the lower right.
    private static readonly Dictionary<char, (int R, int G, int B)> Quarters = new()
    {
        ['A'] = (200, 40, 40),
        ['B'] = (40, 200, 40),
        ['C'] = (40, 40, 200),
        ['D'] = (220, 220, 60),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>For each orientation, what lies in the quarters of the stored rows, from left to right and top to bottom.</summary>
    public static TheoryData<int, string> Orientations =>
        new()
        {
            { 1, "ABCD" },
            { 2, "BADC" },
            { 3, "DCBA" },
            { 4, "CDAB" },
            { 5, "ACBD" },
            { 6, "BDAC" },
            { 7, "DBCA" },
            { 8, "CADB" },
        };

    [Theory]
    [MemberData(nameof(Orientations))]
    public async Task An_orientation_in_eXIf_is_applied(int orientation, string stored)
    {
        byte[] plain = Stored(stored, turned: orientation >= 5);
        foreach (string before in (string[])["IDAT", "IEND"])
        {
            foreach (bool little in (bool[])[true, false])
            {
                byte[] exif = PngFixture.Exif(orientation, little);
                await AssertUprightAsync(PngFixture.With(plain, "eXIf", exif, before));
                await AssertUprightAsync(PngFixture.With(plain, "eXIf", [.. "Exif\0\0"u8, .. exif], before));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public async Task An_orientation_counts_beside_a_profile_too(int orientation, string stored)
    {
        byte[] file = PngFixture.With(
            PngFixture.With(Stored(stored, turned: orientation >= 5), "iCCP", PngFixture.Profile(IccFixture.Srgb())),
            "eXIf",
            PngFixture.Exif(orientation, little: false)
        );
        await AssertUprightAsync(file);
    }

    [Fact]
    public async Task A_damaged_eXIf_turns_nothing()
    {
        byte[] plain = Stored("ABCD", turned: false);
        byte[] exif = PngFixture.Exif(6, little: true);
        for (int length = 0; length < 20; length++)
        {
            await AssertUprightAsync(PngFixture.With(plain, "eXIf", exif[..length]));
        }

        foreach (byte wrong in (byte[])[0, 9, 255])
        {
            await AssertUprightAsync(PngFixture.With(plain, "eXIf", PngFixture.Exif(wrong, little: true)));
        }

        exif[12] = 4;
        await AssertUprightAsync(PngFixture.With(plain, "eXIf", exif));
        exif[7] = 0x7F;
        await AssertUprightAsync(PngFixture.With(plain, "eXIf", exif));
    }

    [Fact]
    public void The_first_colour_chunk_by_priority_counts_whatever_the_order()
    {
        (string Type, byte[] Data)[] chunks =
        [
            ("cICP", [12, 8, 0, 1]),
            ("iCCP", PngFixture.Profile(IccFixture.DisplayP3())),
            ("sRGB", [0]),
            ("gAMA", Numbers(100_000)),
            ("cHRM", Numbers(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)),
        ];
        byte[] plain = PngFixture.Make(8, 8, 2, 8, interlaced: false);
        for (int set = 0; set < 32; set++)
        {
            foreach (bool reversed in (bool[])[false, true])
            {
                byte[] file = plain;
                foreach ((string type, byte[] data) in reversed ? chunks.Reverse() : chunks)
                {
                    bool isIn = (set & (1 << Array.FindIndex(chunks, c => c.Type == type))) != 0;
                    file = isIn ? PngFixture.With(file, type, data) : file;
                }

                (bool cicp, bool iccp, bool srgb) = ((set & 1) != 0, (set & 2) != 0, (set & 4) != 0);
                bool measured = !cicp && !iccp && !srgb;
                PngColor color = PngChunks.Read(file, new DecodeLimits()).Color;
                Assert.Equal(iccp && !cicp, color.HasProfile);
                Assert.Equal(cicp || (measured && (set & 16) != 0), color.Matrix() is not null);
                float half = cicp || (measured && (set & 8) != 0) ? 128 / 255f : (float)Transfer.Decode(128 / 255.0);
                Assert.Equal(half, color.Table(8)[128], 1e-6f);
            }
        }
    }

    [Fact]
    public void Code_points_that_are_not_understood_leave_it_to_the_next_chunk()
    {
        byte[] hdr = [9, 16, 0, 1];
        byte[] file = PngFixture.With(PngFixture.Make(8, 8, 2, 8, interlaced: false), "cICP", hdr);
        Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file));
        AssertSame(
            PngFixture.With(file, "gAMA", Numbers(100_000)),
            PngFixture.With(PngFixture.Make(8, 8, 2, 8, interlaced: false), "gAMA", Numbers(100_000))
        );
        Assert.True(
            PngChunks
                .Read(PngFixture.With(file, "iCCP", PngFixture.Profile(IccFixture.DisplayP3())), new DecodeLimits())
                .Color.HasProfile
        );
    }

    [Fact]
    public void The_first_of_two_equal_chunks_counts()
    {
        byte[] plain = PngFixture.Make(8, 8, 2, 8, interlaced: false);
        byte[] once = PngFixture.With(plain, "gAMA", Numbers(100_000));
        AssertSame(PngFixture.With(once, "gAMA", Numbers(50_000)), once);
        byte[] wide = PngFixture.With(plain, "cICP", [12, 13, 0, 1]);
        AssertSame(PngFixture.With(wide, "cICP", [1, 13, 0, 1]), wide);
    }

    [Theory]
    [InlineData("IDAT")]
    [InlineData("IEND")]
    public void A_damaged_ancillary_chunk_changes_nothing(string before)
    {
        string[] types =
        [
            .. (string[])["bKGD", "cHRM", "cICP", "cLLI", "eXIf", "gAMA", "hIST", "iCCP", "iTXt", "mDCV", "pHYs"],
            .. (string[])["sBIT", "sPLT", "sRGB", "tEXt", "tIME", "tRNS", "zTXt", "acTL", "fcTL", "fdAT", "quTs"],
        ];
        foreach (int color in (int[])[0, 2, 3, 4, 6])
        {
            byte[] plain = PngFixture.Make(9, 7, color, 8, interlaced: false);
            foreach (string type in types)
            {
                byte[] valid = type switch
                {
                    "gAMA" => Numbers(100_000),
                    "cHRM" => Numbers(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000),
                    "cICP" => [12, 8, 0, 1],
                    "iCCP" => PngFixture.Profile(IccFixture.DisplayP3()),
                    "eXIf" => PngFixture.Exif(6, little: true),
                    "tRNS" => color == 2 ? [0, 0, 0, 59, 0, 118] : [0, 0],
                    _ => [0],
                };
                AssertSame(PngFixture.With(plain, type, valid, before, intact: false), plain);
                // Alphas of a palette may be fewer than its colours; everything else has one length.
                if (type == "tRNS" && color == 3)
                {
                    continue;
                }

                AssertSame(PngFixture.With(plain, type, [], before), plain);
                AssertSame(PngFixture.With(plain, type, [1, 2, 3, 4, 5, 6, 7], before), plain);
                AssertSame(PngFixture.With(plain, type, new byte[300], before), plain);
            }
        }
    }

    [Fact]
    public void Colour_chunks_of_impossible_values_change_nothing()
    {
        byte[] plain = PngFixture.Make(9, 7, 2, 8, interlaced: false);
        (string Type, byte[] Data)[] chunks =
        [
            ("sRGB", [4]),
            ("gAMA", Numbers(0)),
            ("gAMA", Numbers(1)),
            ("gAMA", Numbers(-1)),
            ("cHRM", new byte[32]),
            ("cHRM", Numbers(31270, 32900, 64000, 33000, 64000, 33000, 15000, 6000)),
            ("cHRM", Numbers(31270, 0, 64000, 33000, 30000, 60000, 15000, 6000)),
            ("cHRM", Numbers(31270, 32900, 99000, 33000, 30000, 60000, 15000, 6000)),
            ("iCCP", PngFixture.Profile(IccFixture.DisplayP3())[..60]),
            ("iCCP", PngFixture.Profile(new byte[500])),
            ("iCCP", [.. "p\0\u0001"u8, .. PngFixture.Profile(IccFixture.DisplayP3())[3..]]),
        ];
        foreach ((string type, byte[] data) in chunks)
        {
            AssertSame(PngFixture.With(plain, type, data), plain);
        }

        // A gamma beside chromaticities that are damaged still counts.
        byte[] linear = PngFixture.With(plain, "gAMA", Numbers(100_000));
        AssertSame(PngFixture.With(linear, "cHRM", new byte[32]), linear);
    }

    [Fact]
    public void Colour_chunks_after_the_palette_or_the_data_are_misplaced_and_do_not_count()
    {
        byte[] plain = PngFixture.Make(9, 7, 3, 8, interlaced: false);
        AssertSame(PngFixture.With(plain, "gAMA", Numbers(100_000)), plain);
        AssertSame(PngFixture.With(plain, "gAMA", Numbers(100_000), before: "IEND"), plain);
        using PixelBuffer before = PngDecoder.Decode(PngFixture.With(plain, "gAMA", Numbers(100_000), before: "PLTE"));
        using PixelBuffer none = PngDecoder.Decode(plain);
        Assert.NotEqual(none.ToSrgb(), before.ToSrgb());
    }

    [Theory]
    [InlineData("IHDR")]
    [InlineData("PLTE")]
    [InlineData("IDAT")]
    [InlineData("IEND")]
    public void A_damaged_critical_chunk_is_refused_by_name(string type)
    {
        byte[] file = PngFixture.Make(9, 7, 3, 8, interlaced: false);
        int at = file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(type));
        int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at - 4));
        file[at + 4 + length] ^= 1;
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => PngDecoder.Decode(file));
        Assert.Contains($"{type} chunk", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(0, 4)]
    [InlineData(0, 8)]
    [InlineData(0, 16)]
    [InlineData(2, 8)]
    [InlineData(2, 16)]
    public void A_transparent_colour_is_compared_in_the_bits_of_the_samples(int color, int depth)
    {
        const int Side = 16;
        int mask = (1 << depth) - 1;
        byte[] plain = PngFixture.Make(Side, Side, color, depth, false, (x, y, s) => (x + (y * 3) + (s * 5)) & mask);
        int channels = color == 2 ? 3 : 1;
        int[] key = [.. Enumerable.Range(0, channels).Select(s => (4 + (2 * 3) + (s * 5)) & mask)];
        // What lies above the depth is to be ignored.
        byte[] chunk = [.. key.SelectMany(k => Word(k | (0xFFFF & ~mask)))];
        byte[] file = PngFixture.With(plain, "tRNS", chunk);
        using PixelBuffer image = PngDecoder.Decode(file);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                bool isKey = Enumerable.Range(0, channels).All(s => ((x + (y * 3) + (s * 5)) & mask) == key[s]);
                Assert.Equal(isKey ? 0f : 1f, image.Pixels(y)[x].W);
            }
        }
    }

    [Fact]
    public async Task A_transparent_colour_beside_a_profile_is_masked_too()
    {
        byte[] file = PngFixture.Make(8, 8, 2, 8, false, (x, _, _) => x * 30);
        file = PngFixture.With(file, "iCCP", PngFixture.Profile(IccFixture.Srgb()));
        file = PngFixture.With(file, "tRNS", [0xFF, 60, 0xFF, 60, 0xFF, 60]);
        file = PngFixture.With(file, "tEXt", [1, 2, 3], intact: false);
        using DecodedImage image = await new ImageDecoder().DecodeAsync(file, Token);
        for (int x = 0; x < 8; x++)
        {
            Assert.Equal(x == 2 ? 0f : 1f, image.Pixels.Pixels(3)[x].W);
        }
    }

    private static byte[] Stored(string quarters, bool turned)
    {
        (int width, int height) = turned ? (16, 24) : (24, 16);
        return PngFixture.Make(
            width,
            height,
            2,
            8,
            interlaced: false,
            (x, y, sample) =>
            {
                (int r, int g, int b) = Quarters[quarters[(x * 2 / width) + (y * 2 / height * 2)]];
                return sample switch
                {
                    0 => r,
                    1 => g,
                    _ => b,
                };
            }
        );
    }

    private static async Task AssertUprightAsync(byte[] file)
    {
        using DecodedImage image = await new ImageDecoder().DecodeAsync(file, Token);
        Assert.Equal((24, 16), (image.Pixels.Width, image.Pixels.Height));
        byte[] rgba = image.Pixels.ToSrgb();
        for (int y = 0; y < 16; y++)
        {
            for (int x = 0; x < 24; x++)
            {
                (int r, int g, int b) = Quarters["ABCD"[(x / 12) + (y / 8 * 2)]];
                int at = ((y * 24) + x) * 4;
                // lcms rounds a step away where there is a profile.
                Assert.InRange(Math.Max(Math.Abs(rgba[at] - r), Math.Abs(rgba[at + 1] - g)), 0, 1);
                Assert.InRange(Math.Abs(rgba[at + 2] - b), 0, 1);
            }
        }
    }

    private static void AssertSame(byte[] file, byte[] plain)
    {
        using PixelBuffer expected = PngDecoder.Decode(plain);
        using PixelBuffer seen = PngDecoder.Decode(file);
        Assert.Equal((expected.Width, expected.Height), (seen.Width, seen.Height));
        Assert.Equal(expected.ToSrgb(), seen.ToSrgb());
        Assert.False(PngChunks.Read(file, new DecodeLimits()).Color.HasProfile);
    }

    private static byte[] Word(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Numbers(params int[] values)
    {
        byte[] bytes = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return bytes;
    }
}
