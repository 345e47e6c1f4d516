using ImageForge.Inference.Tokenizing;
using Xunit;

namespace ImageForge.Inference.Tests.Tokenizing;

public sealed class NfcTests
{
    [Theory]
    [InlineData("0041 030A", "00C5")]
    [InlineData("212B", "00C5")]
    [InlineData("0065 0323 0302", "1EC7")]
    [InlineData("0065 0302 0323", "1EC7")]
    [InlineData("0061 0315 0300 05AE 0062", "00E0 05AE 0315 0062")]
    [InlineData("0958", "0915 093C")]
    [InlineData("1112 1161 11AB", "D55C")]
    [InlineData("D558 11AB", "D55C")]
    [InlineData("1112 0300 1161", "1112 0300 1161")]
    [InlineData("0061 0300 0300", "00E0 0300")]
    [InlineData("0300 0061", "0300 0061")]
    [InlineData("09C7 09BE", "09CB")]
    [InlineData("09C7 0300 09BE", "09C7 0300 09BE")]
    [InlineData("2F800", "4E3D")]
    [InlineData("1D15E", "1D157 1D165")]
    [InlineData("0344", "0308 0301")]
    [InlineData("FB01", "FB01")]
    public void Form_is_that_of_the_standard(string points, string expected)
    {
        List<int> values = Parse(points);
        Nfc.Normalize(values);
        Assert.Equal(Parse(expected), values);
        Nfc.Normalize(values);
        Assert.Equal(Parse(expected), values);
    }

    private static List<int> Parse(string points) => [.. points.Split(' ').Select(p => Convert.ToInt32(p, 16))];
}
