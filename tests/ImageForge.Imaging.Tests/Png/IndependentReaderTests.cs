using System.Diagnostics;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using Xunit;

namespace ImageForge.Imaging.Tests.Png;

/// <summary>What we write is read by Pillow, and what Pillow writes by us.</summary>
public sealed class IndependentReaderTests
{
    [Fact]
    public async Task Pillow_reads_the_same_pixels_and_metadata()
    {
        await RequirePillow();
        using Composition scene = Samples.Render(Samples.Busy());
        string path = System.IO.Path.GetTempFileName();
        try
        {
            byte[] file = PngEncoder.Encode(
                scene.Image,
                new PngOptions { Texts = [new PngText("Software", "ImageForge")] }
            );
            await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
            byte[] seen = await Python(
                $"import sys; from PIL import Image; i = Image.open('{path}'); assert i.text['Software'] == 'ImageForge'; "
                    + "assert i.info['srgb'] == 0; sys.stdout.buffer.write(i.convert('RGBA').tobytes())"
            );
            Assert.Equal(scene.Image.ToSrgb(), seen);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("RGB")]
    [InlineData("RGBA")]
    [InlineData("L")]
    [InlineData("P")]
    [InlineData("1")]
    public async Task We_read_what_Pillow_writes(string mode)
    {
        await RequirePillow();
        const string Make =
            "import sys, io; from PIL import Image; i = Image.radial_gradient('L').resize((61, 47)).convert('RGBA'); "
            + "i.putpixel((3, 4), (9, 200, 30, 255)); ";
        byte[] file = await Python(
            Make
                + $"b = io.BytesIO(); i.convert('{mode}').save(b, 'PNG', optimize=True); sys.stdout.buffer.write(b.getvalue())"
        );
        byte[] pixels = await Python(Make + $"sys.stdout.buffer.write(i.convert('{mode}').convert('RGBA').tobytes())");
        using PixelBuffer image = PngDecoder.Decode(file);
        Assert.Equal(pixels, image.ToSrgb());
    }

    private static async Task RequirePillow()
    {
        byte[]? version = File.Exists("/usr/bin/python3")
            ? await TryPython("import PIL; print(PIL.__version__)")
            : null;
        Assert.SkipWhen(version is null, "Pillow is not installed (Debian: python3-pil).");
    }

    private static async Task<byte[]> Python(string script) =>
        await TryPython(script) ?? throw new InvalidOperationException("The script failed.");

    private static async Task<byte[]?> TryPython(string script)
    {
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        using Process process = Process.Start(start)!;
        using var output = new MemoryStream();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _ = await errors;
        return process.ExitCode == 0 ? output.ToArray() : null;
    }
}
