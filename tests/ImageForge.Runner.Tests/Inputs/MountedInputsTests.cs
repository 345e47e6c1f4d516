using ImageForge.Runner.Inputs;
using Xunit;

namespace ImageForge.Runner.Tests.Inputs;

public class MountedInputsTests
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["IMAGEFORGE_MOUNT_0"] = "configmap://brand=/inputs/0",
        ["IMAGEFORGE_MOUNT_1"] = "pvc://photos=/inputs/1",
    };

    private readonly MountedInputs _mounts = new(name => Environment.GetValueOrDefault(name));

    [Theory]
    [InlineData("configmap://brand/logo.png", "/inputs/0/logo.png")]
    [InlineData("pvc://photos/2026/sea.png", "/inputs/1/2026/sea.png")]
    [InlineData("pvc://photos/2026/../sky.png", "/inputs/1/sky.png")]
    [InlineData("pvc://photos/a%20b%23%3F%2B%26%27%3B%5B%C3%BC.png", "/inputs/1/a b#?+&';[ü.png")]
    [InlineData("pvc://photos/a%2520b.png", "/inputs/1/a%20b.png")]
    [InlineData("file:///a.png", null)]
    [InlineData("store:a.png", null)]
    public void Addresses_lie_where_the_pod_says(string uri, string? path) =>
        Assert.Equal(path, _mounts.Find(uri)?.Path);

    [Theory]
    [InlineData("configmap://other/logo.png", "'configmap://other' is not mounted")]
    [InlineData("pvc://photos/../0/logo.png", "is not a file in 'pvc://photos'")]
    [InlineData("pvc://photos/../../etc/passwd", "is not a file in 'pvc://photos'")]
    [InlineData("pvc://photos/%2e%2e/%2E%2E/etc/passwd", "is not a file in 'pvc://photos'")]
    [InlineData("pvc://photos/a.png%00.txt", "is not a file in 'pvc://photos'")]
    [InlineData("pvc://photos", "is not a file in 'pvc://photos'")]
    public void Nothing_else_is_opened(string uri, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InputUnusableException>(() => _mounts.Find(uri)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("pvc://photos", "/inputs/1")]
    [InlineData("pvc://other", null)]
    public void Places_are_folders(string place, string? folder) => Assert.Equal(folder, _mounts.FolderOf(place));
}
