using ImageForge.Api.Common;
using Xunit;

namespace ImageForge.Api.Tests.Common;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("-0.8", -0.8)]
    [InlineData("1", 1)]
    [InlineData("0.55", 0.55)]
    public void ReadsDecimals(string text, double value) => Assert.Equal(value, DecimalText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("1e3")]
    [InlineData("0,5")]
    public void RefusesTheRest(string text) => Assert.Throws<FormatException>(() => DecimalText.Parse(text));
}
