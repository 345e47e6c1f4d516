using System.Globalization;
using ImageForge.Api.Common;
using Xunit;

namespace ImageForge.Api.Tests.Common;

public sealed class QuantityTextTests
{
    [Theory]
    [InlineData("2", "2")]
    [InlineData("500m", "0.5")]
    [InlineData("1Gi", "1073741824")]
    [InlineData("1.5k", "1500")]
    [InlineData("1e3", "1000")]
    [InlineData("1E+3", "1000")]
    [InlineData("1E", "1000000000000000000")]
    [InlineData("-1.5Ki", "-1536")]
    [InlineData(".5", "0.5")]
    [InlineData("0", "0")]
    [InlineData("", "0")]
    public void Amounts_are_read_with_their_suffix(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), QuantityText.Parse(text));

    [Theory]
    [InlineData("99999999999999999999999999999999E", "9223372036854775807")]
    [InlineData("-99999999999E", "-9223372036854775807")]
    [InlineData("1e99999999999", "9223372036854775807")]
    [InlineData("99999999999999999999999999999999n", "9223372036854775807")]
    [InlineData("1e-99999999999", "0.000000001")]
    [InlineData("0.00000000000000000000000000000001", "0.000000001")]
    [InlineData("-1e-400", "-0.000000001")]
    [InlineData("1000000000000000000000000000000e-30", "1")]
    public void Amounts_that_no_number_holds_count_as_the_bound(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), QuantityText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1x")]
    [InlineData("1K")]
    [InlineData("1e")]
    [InlineData("1e.5")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("1\n")]
    [InlineData("one")]
    public void What_is_no_amount_is_told_apart(string text)
    {
        Assert.False(QuantityText.TryParse(text, out var amount));
        Assert.Equal(0, amount);
    }
}
