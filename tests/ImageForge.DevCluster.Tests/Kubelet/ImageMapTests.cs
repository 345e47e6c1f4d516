using ImageForge.DevCluster.Kubelet;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class ImageMapTests
{
    private readonly ImageMap _images = new(
        new Dictionary<string, string>
        {
            ["acme/runner"] = "any",
            ["acme/runner:2"] = "two",
            ["host:5000/x"] = "x",
        }
    );

    [Theory]
    [InlineData("acme/runner", "any")]
    [InlineData("acme/runner:1", "any")]
    [InlineData("acme/runner:2", "two")]
    [InlineData("acme/runner@sha256:00", "any")]
    [InlineData("host:5000/x:1", "x")]
    [InlineData("host:5000/x", "x")]
    [InlineData("other", null)]
    public void The_exact_name_comes_before_the_name_without_a_tag(string image, string? executable) =>
        Assert.Equal(executable, _images.Find(image));
}
