using ImageForge.DevCluster.Kubelet;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class MountsTests
{
    private readonly Mounts _mounts = new([
        ("/data", "/real/data"),
        ("/data/sub", "/real/sub"),
        ("/etc/plan/", "/real/plan"),
    ]);

    [Theory]
    [InlineData("/data", "/real/data")]
    [InlineData("/data/a/b", "/real/data/a/b")]
    [InlineData("/data/sub/x", "/real/sub/x")]
    [InlineData("/data/subway", "/real/data/subway")]
    [InlineData("/database", "/database")]
    [InlineData("/etc/plan/plan.json", "/real/plan/plan.json")]
    [InlineData("--plan=/etc/plan/plan.json", "--plan=/real/plan/plan.json")]
    [InlineData("a=b=/data", "a=b=/data")]
    [InlineData("cat /data/x", "cat /data/x")]
    [InlineData("", "")]
    public void A_path_in_a_mount_is_rewritten(string value, string expected) =>
        Assert.Equal(expected, _mounts.Rewrite(value));

    [Fact]
    public void A_path_outside_of_all_mounts_has_no_place() => Assert.Null(_mounts.Path("/other"));
}
