using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Imaging.Tests.Files;

/// <summary>AVIF, written for and by libavif, which shares no code with the libheif that ours goes through.</summary>
public sealed class AvifTests : IDisposable
{
    // Red, green; blue, white.
    private const string Quarters =
        "i = Image.new('RGB', (64, 32), (255, 0, 0)); i.paste((0, 255, 0), (32, 0, 64, 16)); "
        + "i.paste((0, 0, 255), (0, 16, 32, 32)); i.paste((255, 255, 255), (32, 16, 64, 32)); ";

    // Samples are rounded to 16 bits first.
    private const double HalfStep = 0.54;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-avif-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8, true)]
    [InlineData(8, false)]
    [InlineData(10, true)]
    [InlineData(10, false)]
    [InlineData(12, true)]
    [InlineData(12, false)]
    public async Task Libavif_sees_every_sample_of_a_lossless_file(int depth, bool opaque)
    {
        using PixelBuffer picture = KnownPictures.Smooth(61, 47, opaque: opaque);
        byte[] file = ImageEncoder.Encode(picture, Lossless(depth));
        int[] seen = await SamplesAsync(file, depth);
        int white = (1 << depth) - 1;
        int i = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (Vector4 p in picture.Pixels(y).ToArray())
            {
                foreach (float light in (float[])[p.X, p.Y, p.Z])
                {
                    Assert.InRange(seen[i++] - (Transfer.Encode(light / p.W) * white), -HalfStep, HalfStep);
                }

                Assert.InRange(seen[i++] - (p.W * white), -HalfStep, HalfStep);
            }
        }

        Assert.Equal(seen.Length, i);
    }

    [Theory]
    [InlineData(95, 3)]
    [InlineData(null, 5)]
    [InlineData(30, 12)]
    public async Task Libavif_sees_a_lossy_file_within_what_its_quality_loses(int? quality, double most)
    {
        using PixelBuffer picture = KnownPictures.Smooth(160, 120);
        byte[] file = ImageEncoder.Encode(picture, new EncodeOptions { Format = ImageFormat.Avif, Quality = quality });
        int[] seen = await SamplesAsync(file, 8);
        Assert.InRange(picture.ToSrgb().Zip(seen, (a, b) => Math.Abs(a - b)).Average(), 0, most);
    }

    [Fact]
    public async Task Files_say_that_they_are_sRGB_by_numbers_and_by_profile()
    {
        await File.WriteAllBytesAsync(
            Path("ours.avif"),
            ImageEncoder.Encode(KnownPictures.Smooth(16, 16), Lossless(10)),
            Token
        );
        string seen = await ToolAsync("avifdec", "--info", Path("ours.avif"));
        foreach (
            string expected in (string[])
                [
                    "Resolution     : 16x16",
                    "Bit Depth      : 10",
                    "Format         : YUV444",
                    "Alpha          : Absent",
                    "Range          : Full",
                    "Color Primaries: 1",
                    "Transfer Char. : 13",
                    "ICC Profile    : Present",
                ]
        )
        {
            Assert.Contains(expected, seen, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(80)]
    public void Bytes_do_not_depend_on_threads(int? quality)
    {
        using PixelBuffer picture = KnownPictures.Smooth(700, 500);
        byte[][] files =
        [
            .. new[] { 1, 2, 16 }.Select(threads =>
                ImageEncoder.Encode(
                    picture,
                    new EncodeOptions
                    {
                        Format = ImageFormat.Avif,
                        Quality = quality,
                        Threads = threads,
                    }
                )
            ),
        ];
        Assert.Equal(files[0], files[1]);
        Assert.Equal(files[0], files[2]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(12)]
    public async Task Black_and_white_stay_black_and_white_and_bits_are_told(int depth)
    {
        using PixelBuffer picture = PixelBuffer.Allocate(32, 16);
        for (int y = 0; y < 16; y++)
        {
            picture.Pixels(y)[..16].Fill(new Vector4(0, 0, 0, 1));
            picture.Pixels(y)[16..].Fill(Vector4.One);
        }

        using DecodedImage back = await new ImageDecoder().DecodeAsync(
            ImageEncoder.Encode(picture, Lossless(depth)),
            Token
        );
        Assert.Equal((ImageFormat.Avif, depth, depth == 8), (back.Format, back.Bits, back.IsDerived));
        Assert.Equal(new Vector4(0, 0, 0, 1), back.Pixels.Pixels(8)[4]);
        Vector4 white = back.Pixels.Pixels(8)[28];
        Assert.Equal(1f, white.X, 1e-4f);
        Assert.Equal(1f, white.Y, 1e-4f);
        Assert.Equal(1f, white.Z, 1e-4f);
    }

    [Theory]
    [InlineData("-d 8 -y 444", 1)]
    [InlineData("-d 8 -y 420 -r limited", 2.5)]
    [InlineData("-d 10 -y 444", 1)]
    [InlineData("-d 12 -y 422", 1)]
    public async Task We_read_what_libavif_writes(string how, double most)
    {
        await PictureAsync(
            "i = Image.linear_gradient('L').resize((64, 48)); i = Image.merge('RGB', (i, i.rotate(180), i))"
        );
        byte[] file = await WriteAsync(how);
        int[] seen = await SamplesAsync(file, 8);
        using DecodedImage image = await new ImageDecoder().DecodeAsync(file, Token);
        // Two decoders round and enlarge colour differently, by a few steps.
        Assert.InRange(seen.Zip(image.Pixels.ToSrgb(), (a, b) => Math.Abs(a - b)).Average(), 0, most);
    }

    [Fact]
    public async Task Alpha_and_grey_are_read()
    {
        await PictureAsync("i = Image.new('RGBA', (16, 16), (200, 100, 50, 128))");
        Assert.Equal((200, 100, 50, 128), At(await DecodeAsync(await WriteAsync("--min 0 --max 0")), 8, 8));
        await PictureAsync("i = Image.new('L', (16, 16), 100)");
        Assert.Equal((100, 100, 100, 255), At(await DecodeAsync(await WriteAsync("-y 400 --min 0 --max 0")), 8, 8));
    }

    [Theory]
    [InlineData("", "RGBW")]
    [InlineData("--irot 1", "GWRB")]
    [InlineData("--irot 2", "WBGR")]
    [InlineData("--irot 3", "BRWG")]
    [InlineData("--imir 0", "BWRG")]
    [InlineData("--imir 1", "GRWB")]
    [InlineData("--irot 1 --imir 0", "RBGW")]
    [InlineData("--irot 1 --imir 1", "WGBR")]
    public async Task Rotation_and_mirror_are_applied(string how, string quarters)
    {
        await PictureAsync(Quarters);
        PixelBuffer image = await DecodeAsync(await WriteAsync(how));
        bool turned =
            how.Contains("irot 1", StringComparison.Ordinal) || how.Contains("irot 3", StringComparison.Ordinal);
        Assert.Equal(turned ? (32, 64) : (64, 32), (image.Width, image.Height));
        (int right, int low) = (image.Width - 8, image.Height - 8);
        string seen = string.Concat(new[] { (8, 8), (right, 8), (8, low), (right, low) }.Select(p => Name(image, p)));
        Assert.Equal(quarters, seen);
    }

    /// <summary>By the standard only irot and imir count: whoever writes a file with an EXIF orientation writes these too.</summary>
    [Fact]
    public async Task An_orientation_of_EXIF_beside_a_rotation_is_not_applied_twice()
    {
        await PictureAsync(
            Quarters
                + "e = Image.Exif(); e[0x0112] = 6; i.save(f.replace('.png', '.jpg'), quality=95, subsampling=0, exif=e)"
        );
        await ToolAsync("avifenc", "-s", "8", Path("picture.jpg"), Path("picture.avif"));
        PixelBuffer image = await DecodeAsync(await File.ReadAllBytesAsync(Path("picture.avif"), Token));
        Assert.Equal((32, 64), (image.Width, image.Height));
        Assert.Equal("BRWG", string.Concat(new[] { (8, 8), (24, 8), (8, 56), (24, 56) }.Select(p => Name(image, p))));
    }

    [Fact]
    public async Task Primaries_decide_what_colours_mean()
    {
        await PictureAsync("i = Image.new('RGB', (16, 16), (200, 100, 50))");
        (int r, int g, int b, _) = At(await DecodeAsync(await WriteAsync("--cicp 12/13/0 --min 0 --max 0")), 8, 8);
        // As of a Display P3 profile: IndependentWriterTests.
        Assert.InRange(r, 212, 218);
        Assert.InRange(g, 90, 96);
        Assert.InRange(b, 28, 34);
    }

    [Fact]
    public async Task A_profile_counts_more_than_primaries()
    {
        await File.WriteAllBytesAsync(Path("p3.icc"), IccFixture.DisplayP3(), Token);
        await PictureAsync("i = Image.new('RGB', (16, 16), (200, 100, 50))");
        byte[] file = await WriteAsync($"--icc {Path("p3.icc")} --cicp 9/13/0 --min 0 --max 0");
        (int r, int g, int b, _) = At(await DecodeAsync(file), 8, 8);
        Assert.InRange(r, 212, 218);
        Assert.InRange(g, 90, 96);
        Assert.InRange(b, 28, 34);
    }

    [Fact]
    public async Task Of_a_sequence_the_still_picture_is_read_and_a_grid_is_one_picture()
    {
        await PictureAsync(Quarters);
        await ToolAsync("avifenc", "-s", "8", Path("picture.png"), Path("picture.png"), Path("moving.avif"));
        Assert.Equal("R", Name(await DecodeAsync(await File.ReadAllBytesAsync(Path("moving.avif"), Token)), (8, 8)));
        await PictureAsync("i = Image.new('RGB', (64, 64), (255, 0, 0))");
        string[] grid = ["-s", "8", "--grid", "2x1", Path("picture.png"), Path("picture.png"), Path("grid.avif")];
        await ToolAsync("avifenc", grid);
        PixelBuffer image = await DecodeAsync(await File.ReadAllBytesAsync(Path("grid.avif"), Token));
        Assert.Equal((128, 64, "R"), (image.Width, image.Height, Name(image, (120, 60))));
    }

    [Theory]
    [InlineData("--cicp 9/16/9 -d 10", "HDR (PQ) (transfer characteristics 16)")]
    [InlineData("--cicp 9/18/9 -d 10", "HDR (HLG) (transfer characteristics 18)")]
    [InlineData("--cicp 11/13/0", "other primaries than Rec. 709, 601 or 2020 and Display P3 (colour primaries 11)")]
    [InlineData("--clap 32,1,16,1,0,1,0,1", "a clean aperture (clap)")]
    [InlineData("--premultiply", "premultiplied alpha")]
    public async Task What_would_be_read_wrongly_is_refused_by_name(string how, string expected)
    {
        await PictureAsync("i = Image.new('RGBA', (64, 32), (200, 100, 50, 128))");
        byte[] file = await WriteAsync(how);
        ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() => DecodeAsync(file));
        Assert.Equal($"The AVIF has {expected}, which is not supported.", error.Message);
    }

    [Fact]
    public async Task A_size_that_is_too_large_is_refused_before_anything_is_started()
    {
        byte[] file = Sized(20000, 60);
        ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
            new ImageDecoder(null, "/nowhere/runner").DecodeAsync(file, Token)
        );
        Assert.Contains("The AVIF is 20000×60 pixels; at most 16384", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_another_size_than_its_header_says_is_refused()
    {
        ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() => DecodeAsync(Sized(40, 30)));
        Assert.StartsWith("The AVIF ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_items_without_its_count_is_refused()
    {
        byte[] file = Small();
        int list = file.AsSpan().IndexOf("iinf"u8);
        uint size = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(list - 4));
        // A box of 12 bytes, and one that takes the rest.
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(list - 4), 12);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(list + 8), size - 12);
        "free"u8.CopyTo(file.AsSpan(list + 12));
        ImageFormatException error = Assert.Throws<ImageFormatException>(() =>
            ImageHeader.Read(file, new DecodeLimits())
        );
        Assert.Equal("The AVIF ends early.", error.Message);
    }

    [Fact]
    public void A_header_that_is_cut_or_damaged_is_refused_whatever_is_wrong_with_it()
    {
        byte[] file = Small();
        int data = file.AsSpan().IndexOf("mdat"u8) - 4;
        // Cut before its last box, a file may still have its samples elsewhere.
        foreach (int length in Enumerable.Range(0, file.Length).Where(length => length != data))
        {
            Assert.Throws<ImageFormatException>(() => ImageHeader.Read(file.AsSpan(0, length), new DecodeLimits()));
        }

        var random = new Random(20261130);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            byte[] damaged = [.. file];
            damaged[random.Next(400)] = (byte)random.Next(256);
            damaged[random.Next(400)] = (byte)random.Next(256);
            try
            {
                _ = ImageHeader.Read(damaged, new DecodeLimits());
            }
            catch (ImageFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 5000);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static EncodeOptions Lossless(int depth) =>
        new()
        {
            Format = ImageFormat.Avif,
            BitDepth = depth,
            Lossless = true,
        };

    private static byte[] Small() =>
        ImageEncoder.Encode(KnownPictures.Smooth(80, 60), new EncodeOptions { Format = ImageFormat.Avif });

    /// <summary>A file of 80×60 pixels whose header says another size.</summary>
    private static byte[] Sized(int width, int height)
    {
        byte[] file = Small();
        int at = file.AsSpan().IndexOf("ispe"u8) + 8;
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at + 4), height);
        return file;
    }

    private static (int R, int G, int B, int A) At(PixelBuffer image, int x, int y)
    {
        ReadOnlySpan<byte> p = image.ToSrgb().AsSpan(((y * image.Width) + x) * 4, 4);
        return (p[0], p[1], p[2], p[3]);
    }

    private static string Name(PixelBuffer image, (int X, int Y) at) =>
        At(image, at.X, at.Y) switch
        {
            (> 240, < 15, < 15, 255) => "R",
            (< 15, > 240, < 15, 255) => "G",
            (< 15, < 15, > 240, 255) => "B",
            (> 240, > 240, > 240, 255) => "W",
            var other => other.ToString(),
        };

    private static async Task<PixelBuffer> DecodeAsync(byte[] file) =>
        (await new ImageDecoder().DecodeAsync(file, Token)).Pixels;

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Writes picture.png by a script of Pillow.</summary>
    private async Task PictureAsync(string script)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        await ImagingTools.PythonAsync(
            $"f = '{Path("picture.png")}'\nfrom PIL import Image; {script}\ni.save(f)",
            Token
        );
    }

    /// <summary>picture.png as libavif writes it.</summary>
    private async Task<byte[]> WriteAsync(string how)
    {
        string[] options = how.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await ToolAsync("avifenc", ["-s", "8", .. options, Path("picture.png"), Path("picture.avif")]);
        return await File.ReadAllBytesAsync(Path("picture.avif"), Token);
    }

    /// <summary>Samples of a file as libavif reads them, RGBA, by ImageMagick from the PNG that it writes.</summary>
    private async Task<int[]> SamplesAsync(byte[] file, int depth)
    {
        await File.WriteAllBytesAsync(Path("seen.avif"), file, Token);
        await ToolAsync("avifdec", "-d", depth == 8 ? "8" : "16", Path("seen.avif"), Path("seen.png"));
        int bytes = depth == 8 ? 1 : 2;
        byte[] raw = await ImagingTools.RunAsync(
            "convert",
            [Path("seen.png"), "-depth", depth == 8 ? "8" : "16", "-endian", "LSB", "rgba:-"],
            Token
        );
        // Of 16 bits, the file's own samples are the nearest.
        double factor = ((1 << depth) - 1) / (bytes == 1 ? 255.0 : 65535.0);
        int[] samples = new int[raw.Length / bytes];
        for (int i = 0; i < samples.Length; i++)
        {
            int sample = bytes == 1 ? raw[i] : BinaryPrimitives.ReadUInt16LittleEndian(raw.AsSpan(i * 2));
            samples[i] = (int)Math.Round(sample * factor);
        }

        return samples;
    }

    private static async Task<string> ToolAsync(string tool, params string[] arguments)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        return Encoding.UTF8.GetString(await ImagingTools.RunAsync(tool, arguments, Token));
    }
}
