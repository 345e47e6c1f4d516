using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models.Caching;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

public sealed class FileTargetTests : IDisposable
{
    private readonly ModelBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_that_is_full_in_the_middle_is_not_taken_for_the_network()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full is not here");
        using var target = new FileTarget("/dev/full", new("key", 10, ""), null);
        var e = await Assert.ThrowsAsync<ModelUnavailableException>(async () =>
            await target.AppendAsync(new byte[10], Token)
        );
        Assert.Contains("/dev/full", e.Message, StringComparison.Ordinal);
        Assert.Contains("No space left", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public async Task A_file_longer_than_its_object_is_begun_anew()
    {
        var path = Path.Combine(_bench.Folder("x", new Dictionary<string, byte[]> { ["a"] = new byte[20] }), "a");
        byte[] content = [1, 2, 3];
        using (var target = new FileTarget(path, new("key", 3, ModelServer.Md5(content)), null))
        {
            Assert.Equal(0, await target.ResumeAsync(Token));
            await target.AppendAsync(content, Token);
            Assert.Equal(ModelBench.Sha256(content), target.Finish());
        }

        Assert.Equal(content, await File.ReadAllBytesAsync(path, Token));
    }

    public void Dispose() => _bench.Dispose();
}
