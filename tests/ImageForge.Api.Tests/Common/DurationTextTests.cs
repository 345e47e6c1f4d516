using ImageForge.Api.Common;
using Xunit;

namespace ImageForge.Api.Tests.Common;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("720h", 720 * 3600)]
    [InlineData("1h30m", 5400)]
    [InlineData("2m5s", 125)]
    [InlineData("0s", 0)]
    public void ReadsHoursMinutesAndSeconds(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("h")]
    [InlineData("5d")]
    [InlineData("-5s")]
    public void RefusesTheRest(string text) => Assert.Throws<FormatException>(() => DurationText.Parse(text));
}
