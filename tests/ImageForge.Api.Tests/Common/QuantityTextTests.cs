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
    [InlineData("1E", "1000000000000000000")]
    [InlineData("", "0")]
    public void Amounts_are_read_with_their_suffix(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), QuantityText.Parse(text));
}
