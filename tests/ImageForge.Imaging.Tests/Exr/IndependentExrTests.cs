using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Tests.Files;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Imaging.Tests.Exr;

/// <summary>What OpenEXR's own library and tools write is read by us, as they read it.</summary>
public sealed class IndependentExrTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-exr-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Input => Path.Combine(_folder.FullName, "input");

    [Theory]
    [InlineData("none", "half")]
    [InlineData("rle", "half")]
    [InlineData("zips", "half")]
    [InlineData("zip", "half")]
    [InlineData("zip", "float")]
    [InlineData("rle", "uint")]
    public async Task We_read_an_EXR_as_OpenEXR_does(string compression, string type)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        await ImagingTools.PythonAsync($"f = '{Input}'\n" + ExrFixture.Script(compression, type), Token);
        // libvips goes by the extension.
        File.Copy(Input, Input + ".exr");
        using DecodedImage image = await DecodeAsync();
        string cast = Input + ".v";
        await ImagingTools.RunAsync("vips", ["cast", Input + ".exr", cast, "float"], Token);
        await ImagingTools.RunAsync("vips", ["rawsave", cast, Input + ".raw"], Token);
        byte[] bytes = await File.ReadAllBytesAsync(Input + ".raw", Token);
        float[] seen = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        int samples = seen.Length / (image.Pixels.Width * image.Pixels.Height);
        for (int y = 0, i = 0; y < image.Pixels.Height; y++)
        {
            foreach (Vector4 p in image.Pixels.Pixels(y).ToArray())
            {
                Assert.Equal(seen[i], p.X, 1e-3f);
                Assert.Equal(seen[i + 1], p.Y, 1e-3f);
                Assert.Equal(seen[i + 2], p.Z, 1e-3f);
                i += samples;
            }
        }
    }

    [Fact]
    public async Task Primaries_of_an_EXR_are_converted()
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Smooth(40, 30, brightest: 4f);
        string ours = Path.Combine(_folder.FullName, "ours.exr");
        string aces = Path.Combine(_folder.FullName, "aces.exr");
        await File.WriteAllBytesAsync(
            ours,
            ImageEncoder.Encode(picture, new EncodeOptions { Format = ImageFormat.Exr, Compression = 0 }),
            Token
        );
        // OpenEXR's own conversion to the primaries of ACES; it writes PIZ unless the file came uncompressed.
        await ImagingTools.RunAsync("exr2aces", [ours, aces], Token);
        byte[] file = await File.ReadAllBytesAsync(aces, Token);
        using DecodedImage image = await new ImageDecoder().DecodeAsync(file, Token);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                Vector4 difference = picture.Pixels(y)[x] - image.Pixels.Pixels(y)[x];
                Assert.InRange(difference.Length(), 0f, 0.02f);
            }
        }
    }

    [Theory]
    [InlineData("none", "-o", 64)]
    [InlineData("rle", "-m", 17)]
    [InlineData("zip", "-r", 40)]
    [InlineData("piz", "-o", 130)]
    [InlineData("piz", "-m", 32)]
    [InlineData("piz", "-r", 7)]
    [InlineData("pxr24", "-o", 50)]
    public async Task We_read_every_tiled_EXR_of_OpenEXR(string compression, string levels, int size)
    {
        using PixelBuffer picture = await TileAsync(compression, levels, size, bits: 16);
        using DecodedImage image = await DecodeAsync();
        Assert.Equal(picture.Data.ToArray(), image.Pixels.Data.ToArray());
    }

    [Theory]
    [InlineData("piz")]
    // B44 packs halves alone: other samples are stored as they are.
    [InlineData("b44")]
    public async Task We_read_an_EXR_of_floats_as_OpenEXR_wrote_it(string compression)
    {
        using PixelBuffer picture = await TileAsync(compression, "-o", 33, bits: 32);
        using DecodedImage image = await DecodeAsync();
        Assert.Equal(picture.Data.ToArray(), image.Pixels.Data.ToArray());
    }

    [Theory]
    [InlineData("b44", 16)]
    [InlineData("b44a", 16)]
    [InlineData("pxr24", 32)]
    public async Task We_unpack_what_loses_light_as_OpenEXR_does(string compression, int bits)
    {
        await TileAsync(compression, "-o", 30, bits);
        using DecodedImage ours = await DecodeAsync();
        string plain = Path.Combine(_folder.FullName, "plain.exr");
        await ImagingTools.RunAsync("exrmaketiled", ["-z", "none", Input, plain], Token);
        using DecodedImage theirs = await new ImageDecoder().DecodeAsync(
            await File.ReadAllBytesAsync(plain, Token),
            Token
        );
        Assert.Equal(theirs.Pixels.Data.ToArray(), ours.Pixels.Data.ToArray());
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("piz")]
    public async Task We_read_the_first_part_of_an_EXR_with_several(string compression)
    {
        using PixelBuffer picture = await TileAsync(compression, "-m", 20, bits: 16);
        string lines = Path.Combine(_folder.FullName, "ours.exr");
        string parts = Path.Combine(_folder.FullName, "parts.exr");
        await ImagingTools.RunAsync(
            "exrmultipart",
            ["-combine", "-i", Input, lines, "-o", parts, "-override", "1"],
            Token
        );
        File.Move(parts, Input, overwrite: true);
        using DecodedImage image = await DecodeAsync();
        Assert.Equal(picture.Data.ToArray(), image.Pixels.Data.ToArray());
    }

    [Theory]
    [InlineData("dwaa")]
    [InlineData("dwab")]
    public async Task An_EXR_with_another_compression_is_refused_by_name(string compression)
    {
        await TileAsync(compression, "-o", 64, bits: 16);
        ImageFormatException refused = await Assert.ThrowsAsync<ImageFormatException>(DecodeAsync);
        Assert.Contains(
            $"compression {compression.ToUpperInvariant()} is not supported",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<DecodedImage> DecodeAsync() =>
        await new ImageDecoder().DecodeAsync(await File.ReadAllBytesAsync(Input, Token), Token);

    /// <summary>Writes noise as tiles by OpenEXR's tool and returns it as we read it back from lines.</summary>
    private async Task<PixelBuffer> TileAsync(string compression, string levels, int size, int bits)
    {
        Assert.SkipUnless(ImagingTools.AreThere, ImagingTools.Missing);
        using PixelBuffer picture = KnownPictures.Random(141, 93, size, opaque: false);
        var options = new EncodeOptions
        {
            Format = ImageFormat.Exr,
            BitDepth = bits,
            Compression = 0,
        };
        byte[] lines = ImageEncoder.Encode(picture, options);
        string ours = Path.Combine(_folder.FullName, "ours.exr");
        await File.WriteAllBytesAsync(ours, lines, Token);
        string tile = size.ToString(CultureInfo.InvariantCulture);
        await ImagingTools.RunAsync("exrmaketiled", [levels, "-z", compression, "-t", tile, tile, ours, Input], Token);
        return (await new ImageDecoder().DecodeAsync(lines, Token)).Pixels;
    }
}
