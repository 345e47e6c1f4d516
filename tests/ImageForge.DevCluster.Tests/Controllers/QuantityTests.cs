using System.Globalization;
using ImageForge.DevCluster.Controllers;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("2", "2")]
    [InlineData("500m", "0.5")]
    [InlineData("1Gi", "1073741824")]
    [InlineData("1.5k", "1500")]
    [InlineData("1e3", "1000")]
    [InlineData("", "0")]
    public void Amounts_are_read_with_their_suffix(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), Quantity.Parse(text));
}
