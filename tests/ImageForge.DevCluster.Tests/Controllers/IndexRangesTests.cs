using ImageForge.DevCluster.Controllers;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class IndexRangesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0-2,5")]
    [InlineData("1,3-4,7-9")]
    public void What_is_written_is_read_back(string text) =>
        Assert.Equal(text, IndexRanges.Format(IndexRanges.Parse(text)));
}
