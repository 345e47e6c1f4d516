using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Imaging.Tests.Files;

/// <summary>What others write is read by us: Pillow and ImageMagick.</summary>
public sealed class IndependentWriterTests : IDisposable
{
    private const string Gradient =
        "i = Image.radial_gradient('L').resize((61, 47)); i = Image.merge('RGB', (i, i.rotate(90), i.rotate(180))); "
        + "i.putpixel((3, 4), (9, 200, 30)); ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-inputs-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RGB")]
    [InlineData("RGBA")]
    [InlineData("L")]
    [InlineData("LA")]
    [InlineData("P")]
    [InlineData("1")]
    public async Task We_read_every_PNG_of_Pillow(string mode)
    {
        byte[] pixels = await MakeAsync($"i = i.convert('{mode}'); i.save(f, 'PNG', optimize=True)");
        using DecodedImage image = await DecodeAsync();
        Assert.Equal(pixels, image.Pixels.ToSrgb());
        Assert.True(image.IsDerived);
    }

    [Theory]
    [InlineData("RGB", "compression='tiff_lzw'")]
    [InlineData("RGBA", "compression='tiff_adobe_deflate'")]
    [InlineData("L", "compression='packbits'")]
    [InlineData("P", "compression='raw'")]
    [InlineData("1", "compression='group4'")]
    [InlineData("1", "compression='group3'")]
    [InlineData("1", "compression='tiff_ccitt'")]
    [InlineData("RGB", "compression='tiff_lzw', tiffinfo={317: 2}")]
    public async Task We_read_every_TIFF_of_Pillow(string mode, string how)
    {
        byte[] pixels = await MakeAsync($"i = i.convert('{mode}'); i.save(f, 'TIFF', {how})");
        using DecodedImage image = await DecodeAsync();
        Assert.Equal(ImageFormat.Tiff, image.Format);
        Assert.Equal(pixels, image.Pixels.ToSrgb());
    }

    [Theory]
    [InlineData("RGB")]
    [InlineData("RGBA")]
    public async Task We_read_every_lossless_WebP_of_Pillow(string mode)
    {
        byte[] pixels = await MakeAsync($"i = i.convert('{mode}'); i.save(f, 'WEBP', lossless=True)");
        using DecodedImage image = await DecodeAsync();
        Assert.Equal(pixels, image.Pixels.ToSrgb());
    }

    [Theory]
    [InlineData("JPEG", "quality=95, subsampling=0")]
    [InlineData("JPEG", "quality=80, progressive=True")]
    [InlineData("WEBP", "quality=80")]
    [InlineData("TIFF", "compression='jpeg', quality=95")]
    public async Task We_read_lossy_files_as_Pillow_does(string format, string how)
    {
        await MakeAsync($"i.save(f, '{format}', {how})");
        byte[] seen = await PythonAsync("sys.stdout.buffer.write(Image.open(f).convert('RGBA').tobytes())");
        using DecodedImage image = await DecodeAsync();
        // Two decoders round and enlarge colour differently, by a few steps.
        Assert.InRange(seen.Zip(image.Pixels.ToSrgb(), (a, b) => Math.Abs(a - b)).Average(), 0, 1.5);
    }

    [Fact]
    public async Task A_grey_JPEG_is_grey()
    {
        await MakeAsync("i.convert('L').save(f, 'JPEG')");
        using DecodedImage image = await DecodeAsync();
        foreach (Vector4 p in image.Pixels.Pixels(20).ToArray())
        {
            Assert.Equal((p.X, p.X, 1f), (p.Y, p.Z, p.W));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Every_orientation_of_EXIF_comes_out_upright(int orientation)
    {
        // Four quarters of different colours, stored so that the orientation turns them upright.
        await PythonAsync(
            "from PIL import ImageOps; i = Image.new('RGB', (64, 32), (255, 0, 0)); i.paste((0, 255, 0), (32, 0, 64, 16)); "
                + "i.paste((0, 0, 255), (0, 16, 32, 32)); i.paste((255, 255, 255), (32, 16, 64, 32)); "
                + $"o = {orientation}; T = Image.Transpose; "
                + "back = {2: [T.FLIP_LEFT_RIGHT], 3: [T.ROTATE_180], 4: [T.FLIP_TOP_BOTTOM], 5: [T.TRANSPOSE], 6: [T.ROTATE_90], 7: [T.TRANSVERSE], 8: [T.ROTATE_270]}.get(o, []); "
                + "j = i\nfor t in back: j = j.transpose(t)\n"
                + "e = Image.Exif(); e[0x0112] = o; j.save(f, 'JPEG', quality=95, subsampling=0, exif=e)"
        );
        using DecodedImage image = await DecodeAsync();
        Assert.Equal((64, 32), (image.Pixels.Width, image.Pixels.Height));
        byte[] rgba = image.Pixels.ToSrgb();
        Assert.Equal((255, 0, 0), Near(rgba, 8, 8));
        Assert.Equal((0, 255, 0), Near(rgba, 56, 8));
        Assert.Equal((0, 0, 255), Near(rgba, 8, 24));
        Assert.Equal((255, 255, 255), Near(rgba, 56, 24));

        static (int, int, int) Near(byte[] rgba, int x, int y)
        {
            int at = ((y * 64) + x) * 4;
            return (Snap(rgba[at]), Snap(rgba[at + 1]), Snap(rgba[at + 2]));
        }

        static int Snap(int value) =>
            value < 6 ? 0
            : value > 249 ? 255
            : value;
    }

    [Fact]
    public async Task Inks_become_colours()
    {
        await PythonAsync("Image.new('CMYK', (16, 16), (0, 255, 255, 0)).save(f, 'JPEG', quality=95)");
        using DecodedImage image = await DecodeAsync();
        byte[] rgba = image.Pixels.ToSrgb();
        // Magenta and yellow in full are a red, whatever press the profile means.
        Assert.InRange(rgba[0], 200, 255);
        Assert.InRange(rgba[1], 0, 80);
        Assert.InRange(rgba[2], 0, 80);
    }

    // Four bands beside a profile of three, as libvips's own sRGB: its bands are no RGB and alpha.
    [Fact]
    public async Task CMYK_with_a_profile_of_RGB_is_read_as_CMYK()
    {
        string profile = Path.Combine(_folder.FullName, "srgb.icc");
        await File.WriteAllBytesAsync(profile, NetVips.Image.ProfileLoad("srgb"), Token);
        await PythonAsync(
            $"Image.new('CMYK', (16, 16), (0, 255, 255, 0)).save(f, 'JPEG', quality=95, icc_profile=open('{profile}', 'rb').read())"
        );
        using DecodedImage image = await DecodeAsync();
        byte[] rgba = image.Pixels.ToSrgb();
        Assert.InRange(rgba[0], 200, 255);
        Assert.InRange(rgba[1], 0, 80);
        Assert.InRange(rgba[2], 0, 80);
        Assert.Equal(255, rgba[3]);
    }

    [Theory]
    [InlineData("JPEG", "quality=100, subsampling=0, ")]
    [InlineData("PNG", "")]
    [InlineData("TIFF", "")]
    [InlineData("WEBP", "lossless=True, ")]
    public async Task A_profile_decides_what_colours_mean(string format, string how)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "p3.icc"), IccFixture.DisplayP3(), Token);
        await PythonAsync(
            "i = Image.new('RGB', (48, 16), (200, 100, 50)); i.paste((30, 180, 60), (16, 0, 32, 16)); i.paste((128, 128, 128), (32, 0, 48, 16)); "
                + $"i.save(f, '{format}', {how}icc_profile=open('{_folder.FullName}/p3.icc', 'rb').read())"
        );
        using DecodedImage image = await DecodeAsync();
        byte[] rgba = image.Pixels.ToSrgb();
        // Display P3 has the curve of sRGB: linear light by the matrix of its primaries, worked out by hand.
        Close((215, 93, 31), rgba, 8);
        Close((0, 183, 31), rgba, 24);
        Close((128, 128, 128), rgba, 40);

        static void Close((int R, int G, int B) expected, byte[] rgba, int x)
        {
            int at = ((8 * 48) + x) * 4;
            Assert.InRange(rgba[at], expected.R - 3, expected.R + 3);
            Assert.InRange(rgba[at + 1], expected.G - 3, expected.G + 3);
            Assert.InRange(rgba[at + 2], expected.B - 3, expected.B + 3);
        }
    }

    [Theory]
    [InlineData("png:", "PNG")]
    [InlineData("tiff:", "TIFF")]
    public async Task Sixteen_bits_stay_sixteen_bits(string writer, string name)
    {
        // A ramp of 1024 greys over 4 rows, which 8 bits could not hold.
        string raw = Path.Combine(_folder.FullName, "ramp.gray");
        ushort[] ramp = [.. Enumerable.Range(0, 4096).Select(i => (ushort)(i * 16))];
        await File.WriteAllBytesAsync(raw, MemoryMarshal.AsBytes(ramp.AsSpan()).ToArray(), Token);
        await ImagingTools.RunAsync(
            "convert",
            ["-size", "1024x4", "-depth", "16", "-endian", "LSB", $"gray:{raw}", "-depth", "16", writer + Input],
            Token
        );
        using DecodedImage image = await DecodeAsync();
        Assert.Equal((name, 16), (image.Format.Name(), image.Bits));
        Assert.False(image.IsDerived);
        for (int i = 0; i < ramp.Length; i += 7)
        {
            float expected = (float)Transfer.Decode(ramp[i] / 65535.0);
            Assert.Equal(expected, image.Pixels.Pixels(i / 1024)[i % 1024].X, 2e-5f);
        }
    }

    [Fact]
    public async Task Gamma_and_primaries_of_a_PNG_are_applied()
    {
        await PythonAsync(
            "import struct; from PIL import PngImagePlugin; p = PngImagePlugin.PngInfo(); p.add(b'gAMA', struct.pack('>I', 100000)); "
                + "Image.new('RGB', (4, 4), (128, 64, 255)).save(f, 'PNG', pnginfo=p)"
        );
        using DecodedImage image = await DecodeAsync();
        Vector4 p = image.Pixels.Pixels(1)[1];
        Assert.Equal(128 / 255f, p.X, 1e-4f);
        Assert.Equal(64 / 255f, p.Y, 1e-4f);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Input => Path.Combine(_folder.FullName, "input");

    private async Task<DecodedImage> DecodeAsync() =>
        await new ImageDecoder().DecodeAsync(await File.ReadAllBytesAsync(Input, Token), Token);

    /// <summary>Writes a file and returns the pixels that its picture has for Pillow.</summary>
    private Task<byte[]> MakeAsync(string save) =>
        PythonAsync(Gradient + save + "; sys.stdout.buffer.write(i.convert('RGBA').tobytes())");

    private async Task<byte[]> PythonAsync(string script)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        return await ImagingTools.PythonAsync($"import sys; f = '{Input}'\nfrom PIL import Image; {script}", Token);
    }
}
