using System.Numerics;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Imaging.Tests.Files;

/// <summary>TIFF's table of kinds: each is read as its samples say, or is refused by name.</summary>
public sealed class TiffTests
{
    private static readonly int[] Depths = [1, 2, 4, 6, 8, 10, 12, 14, 16, 24, 32, 64];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A name, PhotometricInterpretation, channels of colour, and the kind of one more sample: 0 none said, 1 associated alpha, 2 alpha.</summary>
    public static TheoryData<string, int, int, int?> Kinds =>
        new()
        {
            { "grey", 1, 1, null },
            { "grey, white is 0", 0, 1, null },
            { "grey and alpha", 1, 1, 2 },
            { "grey, white is 0, and alpha", 0, 1, 2 },
            { "RGB", 2, 3, null },
            { "RGB and alpha", 2, 3, 2 },
            { "RGB and associated alpha", 2, 3, 1 },
            { "RGB and an extra sample", 2, 3, 0 },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_depth_and_format_is_read_right_or_refused_by_name(
        string name,
        int photometric,
        int colors,
        int? extra
    )
    {
        int seen = 0;
        for (int format = 1; format <= 6; format++)
        {
            foreach (int bits in Depths)
            {
                var fixture = new TiffFixture(colors + (extra is null ? 0 : 1), bits, Ramp(colors, extra == 1))
                {
                    Format = format,
                    Photometric = photometric,
                    Extra = extra is { } kind ? [kind] : null,
                    BigEndian = bits == 32,
                };
                if (!IsRead(fixture))
                {
                    string expected = format switch
                    {
                        2 => "signed integer samples",
                        5 or 6 => "complex samples",
                        3 => $"{bits}-bit floating-point samples",
                        _ => $"{bits}-bit integer samples",
                    };
                    ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
                        new ImageDecoder(null, "/nowhere/runner").DecodeAsync(fixture.Make(), Token)
                    );
                    Assert.Contains(expected, error.Message, StringComparison.Ordinal);
                    continue;
                }

                await AssertReadAsync(fixture, colors, $"{name}, {bits} bits, format {format}");
                seen++;
            }
        }

        Assert.InRange(seen, 6, 20);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public async Task Every_layout_is_read_right_or_refused_by_name(int bits)
    {
        foreach (bool separate in (bool[])[false, true])
        {
            foreach (bool tiled in (bool[])[false, true])
            {
                var fixture = new TiffFixture(3, bits, Ramp(3, false))
                {
                    Photometric = 2,
                    Separate = separate,
                    Tiled = tiled,
                    BigEndian = !tiled,
                    Long = separate ^ tiled,
                    Compression = tiled ? 8 : 1,
                };
                if (separate && tiled)
                {
                    await AssertRefusedAsync(fixture, "tiles in separate planes");
                }
                else
                {
                    await AssertReadAsync(fixture, 3, $"separate {separate}, tiled {tiled}");
                }
            }
        }
    }

    [Fact]
    public async Task Every_orientation_is_applied()
    {
        Func<int, int, int, double> upright = Ramp(3, false);
        const int Wide = 20;
        const int High = 18;
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            bool turned = orientation >= 5;
            int way = orientation;
            // Where a stored sample lies in the upright picture.
            (int X, int Y) Place(int x, int y) =>
                way switch
                {
                    1 => (x, y),
                    2 => (Wide - 1 - x, y),
                    3 => (Wide - 1 - x, High - 1 - y),
                    4 => (x, High - 1 - y),
                    5 => (y, x),
                    6 => (Wide - 1 - y, x),
                    7 => (Wide - 1 - y, High - 1 - x),
                    _ => (y, High - 1 - x),
                };
            var stored = new TiffFixture(3, 8, (x, y, s) => upright(Place(x, y).X, Place(x, y).Y, s))
            {
                Photometric = 2,
                Orientation = orientation,
                Width = turned ? High : Wide,
                Height = turned ? Wide : High,
            };
            var expected = new TiffFixture(3, 8, upright) { Photometric = 2 };
            await AssertReadAsync(stored, 3, $"orientation {orientation}", expected);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public async Task Every_palette_is_read_right(int bits)
    {
        int count = 1 << bits;
        int[] map = [.. Enumerable.Range(0, 3 * count).Select(i => (i * 7919) % 256 * 257)];
        var fixture = new TiffFixture(1, bits, (x, y, _) => (x + (y * 20)) % count / (double)(count - 1))
        {
            Photometric = 3,
            Palette = map,
        };
        using DecodedImage image = await new ImageDecoder().DecodeAsync(fixture.Make(), Token);
        for (int y = 0; y < fixture.Height; y++)
        {
            for (int x = 0; x < fixture.Width; x++)
            {
                int index = (x + (y * 20)) % count;
                Vector4 p = image.Pixels.Pixels(y)[x];
                Assert.Equal(Transfer.Decode(map[index] / 65535.0), p.X, 1e-4);
                Assert.Equal(Transfer.Decode(map[count + index] / 65535.0), p.Y, 1e-4);
                Assert.Equal(Transfer.Decode(map[(2 * count) + index] / 65535.0), p.Z, 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(16, null)]
    [InlineData(32, null)]
    [InlineData(8, 2)]
    [InlineData(16, 2)]
    [InlineData(32, 2)]
    public async Task Inks_are_read_the_right_way_round(int bits, int? extra)
    {
        // Paper, magenta and yellow, cyan, black, in columns of five; half transparent where there is alpha.
        double[][] inks =
        [
            [0, 0, 0, 0, 0.5],
            [0, 1, 1, 0, 0.5],
            [1, 0, 0, 0, 0.5],
            [0, 0, 0, 1, 0.5],
        ];
        var fixture = new TiffFixture(extra is null ? 4 : 5, bits, (x, _, s) => inks[x / 5][s])
        {
            Photometric = 5,
            Extra = extra is { } kind ? [kind] : null,
        };
        using DecodedImage image = await new ImageDecoder().DecodeAsync(fixture.Make(), Token);
        byte[] row = image.Pixels.ToSrgb()[..80];
        int[] alphas = [.. Enumerable.Range(0, 20).Select(x => (int)row[(x * 4) + 3])];
        Assert.All(alphas, a => Assert.InRange(a, extra is null ? 255 : 127, extra is null ? 255 : 128));
        Assert.All(row[..3], v => Assert.InRange(v, 253, 255));
        Assert.True(row[20] > 200 && row[21] < 80 && row[22] < 80, "magenta and yellow are not red");
        Assert.True(row[40] < 80 && row[41] > 120 && row[42] > 200, "cyan is not cyan");
        Assert.All(row[60..63], v => Assert.InRange(v, 0, 60));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(4, 4)]
    public async Task Subsampled_YCbCr_is_read_right(int across, int down)
    {
        var data = new List<byte>();
        for (int y = 0; y < 16; y += down)
        {
            for (int x = 0; x < 16; x += across)
            {
                for (int i = 0; i < across * down; i++)
                {
                    data.Add((byte)(60 + ((x + (i % across)) * 7)));
                }

                data.AddRange([Cb(x / across), Cr(y / down)]);
            }
        }

        var fixture = new TiffFixture(3, 8, (_, _, _) => 0)
        {
            Width = 16,
            Height = 16,
            Photometric = 6,
            Data = [.. data],
            More = new Dictionary<int, int[]> { [530] = [across, down] },
        };
        using DecodedImage image = await new ImageDecoder().DecodeAsync(fixture.Make(), Token);
        byte[] rgba = image.Pixels.ToSrgb();
        for (int y = 0; y < 16; y++)
        {
            for (int x = 0; x < 16; x++)
            {
                double luma = 60 + (x * 7);
                (double cb, double cr) = (Cb(x / across) - 128, Cr(y / down) - 128);
                int at = ((y * 16) + x) * 4;
                Assert.InRange(rgba[at], luma + (1.402 * cr) - 2, luma + (1.402 * cr) + 2);
                double green = luma - (0.344136 * cb) - (0.714136 * cr);
                Assert.InRange(rgba[at + 1], green - 2, green + 2);
                Assert.InRange(rgba[at + 2], luma + (1.772 * cb) - 2, luma + (1.772 * cb) + 2);
            }
        }

        static byte Cb(int x) => (byte)(110 + (x * 3));
        static byte Cr(int y) => (byte)(140 - (y * 3));
    }

    public static TheoryData<int, int, int[]?, string> Refusals =>
        new()
        {
            { 4, 1, null, "a transparency mask" },
            { 7, 3, null, "an unknown kind of colour" },
            { 8, 3, null, "CIELAB" },
            { 9, 3, null, "ICCLAB" },
            { 10, 3, null, "ITULAB" },
            { 32803, 1, null, "a colour filter array" },
            { 32844, 1, null, "LogL" },
            { 32845, 3, null, "LogLuv" },
            { 34892, 3, null, "raw camera samples" },
            { 6, 3, null, "YCbCr" },
            { 2, 5, [2, 0], "5 samples a pixel of RGB" },
            { 1, 3, [0, 0], "3 samples a pixel of grey" },
            { 2, 2, null, "2 samples a pixel of RGB" },
            { 3, 2, [2], "2 samples a pixel of palette colour" },
            { 5, 3, null, "3 samples a pixel of CMYK" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Another_kind_of_colour_is_refused_by_name(int photometric, int samples, int[]? extra, string name)
    {
        var fixture = new TiffFixture(samples, 8, (_, _, _) => 0.5)
        {
            Photometric = photometric,
            Extra = extra,
            More = new Dictionary<int, int[]> { [530] = [1, 1] },
        };
        await AssertRefusedAsync(fixture, name);
    }

    [Theory]
    [InlineData(6, "old-style JPEG (compression 6)")]
    [InlineData(9, "JBIG")]
    [InlineData(34676, "SGI LogLuv")]
    [InlineData(34712, "JPEG 2000")]
    [InlineData(34887, "LERC")]
    [InlineData(34925, "LZMA")]
    [InlineData(50000, "Zstandard")]
    [InlineData(50002, "JPEG XL")]
    [InlineData(99, "an unknown compression (compression 99)")]
    public async Task Another_compression_is_refused_by_name(int compression, string name) =>
        await AssertRefusedAsync(
            new TiffFixture(3, 8, (_, _, _) => 0.5) { Photometric = 2, Compression = compression },
            name
        );

    [Fact]
    public async Task Inks_that_are_not_CMYK_and_mixed_samples_are_refused_by_name()
    {
        var inks = new TiffFixture(4, 8, (_, _, _) => 0.5)
        {
            Photometric = 5,
            More = new Dictionary<int, int[]> { [332] = [2] },
        };
        await AssertRefusedAsync(inks, "inks other than CMYK");
        var mixed = new TiffFixture(3, 8, (_, _, _) => 0.5)
        {
            Photometric = 2,
            More = new Dictionary<int, int[]> { [258] = [5, 6, 5] },
        };
        await AssertRefusedAsync(mixed, "samples of different bits");
    }

    [Theory]
    [InlineData(2, 3, null, 16)]
    [InlineData(2, 3, 2, 8)]
    [InlineData(1, 1, null, 32)]
    [InlineData(2, 3, null, 32)]
    [InlineData(1, 1, 2, 32)]
    public async Task ImageMagick_sees_in_these_files_what_we_see(int photometric, int colors, int? extra, int bits)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        var fixture = new TiffFixture(colors + (extra is null ? 0 : 1), bits, Ramp(colors, false))
        {
            Photometric = photometric,
            Extra = extra is { } kind ? [kind] : null,
        };
        byte[] file = fixture.Make();
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file, Token);
            byte[] seen = await ImagingTools.RunAsync("convert", [$"tiff:{path}", "-depth", "8", "rgba:-"], Token);
            using DecodedImage image = await new ImageDecoder().DecodeAsync(file, Token);
            byte[] ours = image.Pixels.ToSrgb();
            for (int i = 0; i < ours.Length; i += 4)
            {
                // Without alpha there is no colour to compare.
                for (int channel = seen[i + 3] < 32 ? 3 : 0; channel < 4; channel++)
                {
                    Assert.InRange(Math.Abs(seen[i + channel] - ours[i + channel]), 0, 1);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool IsRead(TiffFixture fixture) =>
        fixture.Format switch
        {
            1 or 4 => fixture.Bits is 8 or 16
                || (fixture.Bits == 32 && fixture.Extra is not [1])
                || (fixture.Bits is 1 or 2 or 4 && fixture.Samples == 1),
            3 => fixture.Bits is 16 or 32 && fixture.Photometric != 0,
            _ => false,
        };

    /// <summary>Samples that differ in every direction and channel; alpha, the last, is never below any colour.</summary>
    private static Func<int, int, int, double> Ramp(int colors, bool associated) =>
        (x, y, s) =>
        {
            double alpha = 0.25 + (0.75 * y / 17);
            double color = (((x * (s + 1)) + (y * 3)) % 20) / 19.0;
            return s == colors ? alpha
                : associated ? color * alpha
                : color;
        };

    private static async Task AssertReadAsync(TiffFixture fixture, int colors, string what, TiffFixture? upright = null)
    {
        TiffFixture expected = upright ?? fixture;
        using DecodedImage image = await new ImageDecoder().DecodeAsync(fixture.Make(), Token);
        Assert.Equal((expected.Width, expected.Height), (image.Pixels.Width, image.Pixels.Height));
        bool associated = expected.Extra is [1];
        double step = expected.Bits < 16 && associated ? 0.02 : 0.002;
        for (int y = 0; y < expected.Height; y++)
        {
            for (int x = 0; x < expected.Width; x++)
            {
                Vector4 seen = image.Pixels.Pixels(y)[x];
                float alpha = expected.Samples > colors ? (float)Code(expected, x, y, colors) : 1f;
                Assert.True(Math.Abs(alpha - seen.W) < 0.003, $"{what}: alpha at {x}, {y} is {seen.W}, not {alpha}");
                for (int channel = 0; channel < 3; channel++)
                {
                    double code = Code(expected, x, y, colors == 1 ? 0 : channel);
                    code = associated ? Math.Min(1, code / alpha) : code;
                    code = expected.Photometric == 0 ? 1 - code : code;
                    double light = (expected.Format == 3 ? code : Transfer.Decode(code)) * alpha;
                    Assert.True(
                        Math.Abs(light - seen[channel]) < step,
                        $"{what}: channel {channel} at {x}, {y} is {seen[channel]}, not {light}"
                    );
                }
            }
        }
    }

    private static double Code(TiffFixture fixture, int x, int y, int sample)
    {
        double value = fixture.Value(x, y, sample);
        double most = Math.Pow(2, fixture.Bits) - 1;
        return fixture.Format == 3 ? value : Math.Round(value * most) / most;
    }

    private static async Task AssertRefusedAsync(TiffFixture fixture, string name)
    {
        ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
            new ImageDecoder(null, "/nowhere/runner").DecodeAsync(fixture.Make(), Token)
        );
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
