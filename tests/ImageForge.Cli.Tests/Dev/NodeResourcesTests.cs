using ImageForge.Cli.Dev;
using Xunit;

namespace ImageForge.Cli.Tests.Dev;

public sealed class NodeResourcesTests
{
    [Fact]
    public void Resources_have_a_count() =>
        Assert.Equal(
            new Dictionary<string, string> { ["nvidia.com/gpu"] = "2", ["amd.com/gpu"] = "1" },
            NodeResources.Parse(["nvidia.com/gpu=1", "amd.com/gpu=1", "nvidia.com/gpu=2"])
        );

    [Theory]
    [InlineData("nvidia.com/gpu")]
    [InlineData("gpu=1")]
    [InlineData("nvidia.com/gpu=")]
    [InlineData("nvidia.com/gpu=one")]
    public void Anything_else_is_refused_by_name(string text) =>
        Assert.Contains(
            $"invalid resource '{text}': use NAME=COUNT",
            Assert.Throws<FormatException>(() => NodeResources.Parse([text])).Message,
            StringComparison.Ordinal
        );
}
