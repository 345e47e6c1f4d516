using ImageForge.Cli.Commands;
using Xunit;

namespace ImageForge.Cli.Tests.Commands;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("640x480", 640, 480)]
    [InlineData("1×2", 1, 2)]
    public void Width_and_height_stand_around_an_x(string text, int width, int height) =>
        Assert.Equal((width, height), SizeText.Parse(text));

    [Theory]
    [InlineData("640")]
    [InlineData("640x480x2")]
    [InlineData("-1x5")]
    [InlineData("axb")]
    public void All_else_is_refused(string text) =>
        Assert.Contains(
            text,
            Assert.Throws<FormatException>(() => SizeText.Parse(text)).Message,
            StringComparison.Ordinal
        );
}
