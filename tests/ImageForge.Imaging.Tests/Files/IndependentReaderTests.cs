using System.Text;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Imaging.Tests.Files;

/// <summary>What we write is read by others: Pillow, exiftool, OpenEXR's own tools and libvips with OpenEXR.</summary>
public sealed class IndependentReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-files-");

    private static readonly ImageMetadata Metadata = new()
    {
        Software = "ImageForge 1.2.3",
        Description = "a night market (in the rain), 夜市 & <lanterns>",
        Seed = "12345",
        PlanHash = "sha256:0123456789abcdef",
        Properties = """{"user":"ада","version":"2"}""",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<ImageFormat, int, bool, bool> Lossless =>
        new()
        {
            { ImageFormat.Png, 8, false, true },
            { ImageFormat.Png, 8, false, false },
            { ImageFormat.WebP, 8, true, true },
            { ImageFormat.WebP, 8, true, false },
            { ImageFormat.Tiff, 8, false, true },
            { ImageFormat.Tiff, 8, false, false },
        };

    [Theory]
    [MemberData(nameof(Lossless))]
    public async Task Pillow_sees_every_sample_of_a_lossless_file(
        ImageFormat format,
        int depth,
        bool lossless,
        bool opaque
    )
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Random(61, 47, 3, opaque);
        string file = Write(
            picture,
            new EncodeOptions
            {
                Format = format,
                BitDepth = depth,
                Lossless = lossless,
            }
        );
        byte[] seen = await PythonAsync(
            $"i = Image.open('{file}'); sys.stdout.buffer.write(i.convert('RGBA').tobytes())"
        );
        Assert.Equal(picture.ToSrgb(), seen);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, 95, 3)]
    [InlineData(ImageFormat.Jpeg, 50, 8)]
    [InlineData(ImageFormat.WebP, 95, 3)]
    [InlineData(ImageFormat.WebP, 50, 8)]
    public async Task Pillow_sees_a_lossy_file_within_what_its_quality_loses(
        ImageFormat format,
        int quality,
        double most
    )
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Smooth(160, 120);
        string file = Write(picture, new EncodeOptions { Format = format, Quality = quality });
        byte[] seen = await PythonAsync(
            $"i = Image.open('{file}'); sys.stdout.buffer.write(i.convert('RGBA').tobytes())"
        );
        double error = picture.ToSrgb().Zip(seen, (a, b) => Math.Abs(a - b)).Average();
        Assert.InRange(error, 0, most);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Tiff)]
    public async Task Libvips_sees_every_sample_of_sixteen_bits(ImageFormat format)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Smooth(64, 40);
        string file = Write(picture, new EncodeOptions { Format = format, BitDepth = 16 });
        byte[] raw = await RawAsync(file, "ushort");
        ushort[] seen = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(raw).ToArray();
        for (int y = 0, i = 0; y < picture.Height; y++)
        {
            foreach (System.Numerics.Vector4 p in picture.Pixels(y).ToArray())
            {
                Assert.Equal(Math.Round(Transfer.Encode(p.X) * 65535), seen[i++], 1.0);
                Assert.Equal(Math.Round(Transfer.Encode(p.Y) * 65535), seen[i++], 1.0);
                Assert.Equal(Math.Round(Transfer.Encode(p.Z) * 65535), seen[i++], 1.0);
            }
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Tiff)]
    public async Task Display_formats_carry_a_profile_that_is_srgb(ImageFormat format)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Smooth(16, 16);
        foreach (ImageMetadata? metadata in new[] { null, Metadata })
        {
            string file = Write(picture, new EncodeOptions { Format = format, Metadata = metadata });
            string seen = await TextAsync(
                $"from PIL import ImageCms; import io; p = Image.open('{file}').info['icc_profile']; "
                    + "t = ImageCms.buildTransform(ImageCms.ImageCmsProfile(io.BytesIO(p)), ImageCms.createProfile('sRGB'), 'RGB', 'RGB'); "
                    + "g = Image.frombytes('RGB', (256, 3), bytes(v for c in range(3) for x in range(256) for v in (x if c == 0 else 128, x if c == 1 else 90, x if c == 2 else 40))); "
                    + "print(len(p), max(abs(a - b) for a, b in zip(g.tobytes(), ImageCms.applyTransform(g, t).tobytes())))"
            );
            string[] words = seen.Split();
            Assert.InRange(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), 128, 1024);
            Assert.InRange(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), 0, 1);
        }
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Tiff)]
    public async Task Exiftool_reads_the_metadata_and_finds_none_when_it_is_off(ImageFormat format)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Smooth(16, 16);
        string with = await ExifAsync(Write(picture, new EncodeOptions { Format = format, Metadata = Metadata }));
        Assert.Contains(Metadata.Software, with, StringComparison.Ordinal);
        Assert.Contains(Metadata.Description!, with, StringComparison.Ordinal);
        Assert.Contains(Metadata.Seed!, with, StringComparison.Ordinal);
        Assert.Contains(Metadata.PlanHash!, with, StringComparison.Ordinal);
        Assert.Contains(Metadata.Properties!, with, StringComparison.Ordinal);
        string without = await ExifAsync(Write(picture, new EncodeOptions { Format = format }));
        Assert.DoesNotContain("ImageForge", without, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("12345", without, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, null)]
    [InlineData(16, 0)]
    [InlineData(32, null)]
    [InlineData(32, 0)]
    public async Task OpenEXR_reads_the_light_of_an_EXR(int depth, int? compression)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Smooth(50, 37, brightest: 16f, opaque: false);
        string file = Write(
            picture,
            new EncodeOptions
            {
                Format = ImageFormat.Exr,
                BitDepth = depth,
                Compression = compression,
            }
        );
        float[] seen = System
            .Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(await RawAsync(file, "float"))
            .ToArray();
        // libvips hands alpha over as 0–1 or 0–255 by version; colour as it is stored, premultiplied.
        float scale = seen[3] > 1f ? 1f / 255f : 1f;
        for (int y = 0, i = 0; y < picture.Height; y++)
        {
            foreach (System.Numerics.Vector4 p in picture.Pixels(y).ToArray())
            {
                float alpha = seen[i + 3] * scale;
                Assert.Equal(p.W, alpha, 0.001f);
                Assert.Equal(p.X, seen[i], 0.02f);
                Assert.Equal(p.Y, seen[i + 1], 0.02f);
                Assert.Equal(p.Z, seen[i + 2], 0.02f);
                i += 4;
            }
        }
    }

    [Fact]
    public async Task OpenEXR_reads_the_header_of_an_EXR()
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Smooth(20, 10);
        var options = new EncodeOptions
        {
            Format = ImageFormat.Exr,
            Metadata = Metadata,
            Derived = true,
        };
        string with = await HeaderAsync(Write(picture, options));
        foreach (
            string expected in (string[])
                [
                    "A, 16-bit floating-point",
                    "zip, multi-scanline blocks",
                    "white (0.3127 0.329)",
                    "derived (type int): 1",
                    $"software (type string): \"{Metadata.Software}\"",
                    $"comments (type string): \"{Metadata.Description}\"",
                    $"imageforgePlan (type string): \"{Metadata.PlanHash}\"",
                    $"imageforgeSeed (type string): \"{Metadata.Seed}\"",
                    $"imageforgeProperties (type string): \"{Metadata.Properties}\"",
                ]
        )
        {
            Assert.Contains(expected, with, StringComparison.Ordinal);
        }

        Assert.True(
            with.IndexOf("    A,", StringComparison.Ordinal) < with.IndexOf("    B,", StringComparison.Ordinal)
                && with.IndexOf("    G,", StringComparison.Ordinal) < with.IndexOf("    R,", StringComparison.Ordinal)
        );
        string without = await HeaderAsync(
            Write(
                picture,
                new EncodeOptions
                {
                    Format = ImageFormat.Exr,
                    BitDepth = 32,
                    Compression = 0,
                }
            )
        );
        Assert.Contains("32-bit floating-point", without, StringComparison.Ordinal);
        Assert.Contains("compression (type compression): none", without, StringComparison.Ordinal);
        Assert.Contains("derived (type int): 0", without, StringComparison.Ordinal);
        Assert.DoesNotContain("imageforgePlan", without, StringComparison.Ordinal);
        Assert.DoesNotContain("software", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JPEG_of_something_transparent_shows_it_on_white()
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer clear = PixelBuffer.Allocate(16, 16);
        string file = Write(clear, new EncodeOptions { Format = ImageFormat.Jpeg });
        Assert.Equal("(255, 255, 255)", (await TextAsync($"print(Image.open('{file}').getpixel((8, 8)))")).Trim());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(PixelBuffer picture, EncodeOptions options)
    {
        string file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.{options.Format.Name().ToLowerInvariant()}");
        File.WriteAllBytes(file, ImageEncoder.Encode(picture, options));
        return file;
    }

    /// <summary>All samples as libvips with OpenEXR reads them.</summary>
    private static async Task<byte[]> RawAsync(string file, string type)
    {
        string raw = file + ".raw";
        string cast = file + ".v";
        await ImagingTools.RunAsync("vips", ["cast", file, cast, type], Token);
        await ImagingTools.RunAsync("vips", ["rawsave", cast, raw], Token);
        return await File.ReadAllBytesAsync(raw, Token);
    }

    private static async Task<string> ExifAsync(string file) =>
        Encoding.UTF8.GetString(await ImagingTools.RunAsync("exiftool", ["-a", "-u", "--System:all", file], Token));

    private static async Task<string> HeaderAsync(string file) =>
        Encoding.UTF8.GetString(await ImagingTools.RunAsync("exrheader", [file], Token));

    private static Task<byte[]> PythonAsync(string script) =>
        ImagingTools.PythonAsync("import sys; from PIL import Image; " + script, Token);

    private static async Task<string> TextAsync(string script) => Encoding.UTF8.GetString(await PythonAsync(script));
}
