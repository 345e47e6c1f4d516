using ImageForge.Cli.Output;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using Xunit;

namespace ImageForge.Cli.Tests.Output;

public sealed class PictureFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_picture_has_its_name_once_it_is_complete()
    {
        var path = Path.Combine(_folder.FullName, "picture.png");
        using var picture = PixelBuffer.FromSrgb(1, 1, [9, 8, 7, 255]);
        using (var file = PictureFile.Create(path))
        {
            Assert.False(File.Exists(path));
            file.Write(picture);
        }

        using var read = PngDecoder.Decode(File.ReadAllBytes(path));
        Assert.Equal([9, 8, 7, 255], read.ToSrgb());
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void What_is_not_written_leaves_nothing()
    {
        PictureFile.Create(Path.Combine(_folder.FullName, "picture.png")).Dispose();
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("missing/picture.png", "cannot write the file")]
    [InlineData("picture.gif", "unsupported file extension; use one of")]
    [InlineData("picture", "unsupported file extension; use one of")]
    [InlineData("picture.gif", ".webp, .avif, .tif")]
    public void A_place_that_cannot_be_written_is_named_before_any_work(string name, string message)
    {
        var path = Path.Combine(_folder.FullName, name);
        var exception = Assert.Throws<OutputException>(() => PictureFile.Create(path));
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
