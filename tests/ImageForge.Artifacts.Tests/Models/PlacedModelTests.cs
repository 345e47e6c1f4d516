using System.Diagnostics;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>Models that are used where they lie.</summary>
public sealed class PlacedModelTests : IDisposable
{
    private readonly ModelBench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Size => ModelBench.Model().Sum(f => (long)f.Value.Length);

    [Fact]
    public async Task A_folder_is_used_in_place_and_has_the_digest_that_a_bucket_would_give()
    {
        var folder = _bench.Folder("sd", ModelBench.Model());
        await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), "not read", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "sd.safetensors"), "not read", Token);
        using var placed = await _bench.OpenAsync(File_(folder));
        Assert.Equal(folder, placed.Path);
        Assert.Equal(ModelBench.Digest(ModelBench.Model()), placed.Digest);

        using var server = new ModelServer();
        ModelBench.Put(server, ModelBench.Model());
        using var remote = await _bench.OpenAsync(ModelBench.Plan(server));
        Assert.Equal(remote.Digest, placed.Digest);
        Assert.Equal(remote.Bytes, placed.Bytes);
    }

    [Fact]
    public async Task The_digest_is_that_of_what_sha256sum_prints()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/sha256sum"), "sha256sum is not here");
        var model = ModelBench.Model();
        model["Z\\odd name.json"] = [1];
        model["ünet/config.json"] = [2];
        var folder = _bench.Folder("sd", model);
        _bench.Folder("sd/.git", new Dictionary<string, byte[]> { ["config.json"] = [1] });
        _bench.Folder("sd", new Dictionary<string, byte[]> { ["README.md"] = [1] });
        using var placed = await _bench.OpenAsync(File_(folder));
        var shell = Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                [
                    "-c",
                    "find . -type f ! -path '*/.*' \\( -name '*.onnx*' -o -name '*.json' -o -name '*.txt' \\) -printf '%P\\0' |"
                        + " LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum",
                ]
            )
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            }
        )!;
        Assert.Equal(placed.Digest, (await shell.StandardOutput.ReadToEndAsync(Token)).Split(' ')[0]);
    }

    [Fact]
    public async Task One_file_is_a_model_too()
    {
        var folder = _bench.Folder("styles", new Dictionary<string, byte[]> { ["candy.onnx"] = [1, 2, 3] });
        using var model = await _bench.OpenAsync(File_(Path.Combine(folder, "candy.onnx")));
        Assert.Equal(Path.Combine(folder, "candy.onnx"), model.Path);
        Assert.Equal(ModelBench.Sha256([1, 2, 3]), model.Digest);
    }

    [Fact]
    public async Task A_file_whose_weights_lie_beside_it_is_not_the_whole_model()
    {
        var folder = _bench.Folder("sd", ModelBench.Model());
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(File_(Path.Combine(folder, "unet/model.onnx")))
        );
        Assert.Contains("'model.onnx_data': name the folder of both", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_is_found_where_it_is_mounted()
    {
        _bench.Mounts["pvc://models"] = Path.GetDirectoryName(_bench.Folder("claim/sd", ModelBench.Model()))!;
        using var model = await _bench.OpenAsync(new() { Uri = "pvc://models/sd" });
        Assert.Equal(Path.Combine(_bench.Mounts["pvc://models"], "sd"), model.Path);
        ModelBench.AssertHas(ModelBench.Model(), model);

        _bench.Mounts["pvc://one"] = model.Path;
        using var whole = await _bench.OpenAsync(new() { Uri = "pvc://one" });
        Assert.Equal(model.Digest, whole.Digest);
    }

    [Theory]
    [InlineData("file:///nowhere/sd", "does not exist")]
    [InlineData("file://host/sd", "none of file:///path")]
    [InlineData("pvc://absent/sd", "'pvc://absent' is not mounted here")]
    [InlineData("pvc://models/absent", "does not exist")]
    [InlineData("pvc://models/../../sd", "leads out")]
    [InlineData("https://example.org/sd", "none of file:///path")]
    [InlineData("sd-turbo", "none of file:///path")]
    [InlineData("configmap://models/sd", "none of file:///path")]
    public async Task An_address_that_leads_nowhere_is_named(string uri, string problem)
    {
        _bench.Mounts["pvc://models"] = _bench.Folder("a/b/claim", ModelBench.Model());
        _bench.Folder("a/sd", ModelBench.Model());
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(new() { Uri = uri }));
        Assert.Contains(uri, e.Message, StringComparison.Ordinal);
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_network_says_what_to_do()
    {
        var folder = _bench.Folder("sd", new Dictionary<string, byte[]> { ["unet/model.safetensors"] = [1] });
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(File_(folder)));
        Assert.Contains("optimum-cli export onnx", e.Message, StringComparison.Ordinal);

        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(File_(empty)));
        Assert.Contains("has no files", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_followed_as_hubs_lay_models_out()
    {
        var claim = Directory.CreateDirectory(_bench.Folder("claim", new Dictionary<string, byte[]>())).FullName;
        var snapshot = Path.Combine(claim, "snapshots/1");
        foreach (var (path, content) in ModelBench.Model())
        {
            var blob = Path.Combine(claim, "blobs", ModelBench.Sha256(content));
            Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
            await File.WriteAllBytesAsync(blob, content, Token);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(snapshot, path))!);
            File.CreateSymbolicLink(Path.Combine(snapshot, path), blob);
        }

        Directory.CreateSymbolicLink(Path.Combine(claim, "main"), snapshot);
        _bench.Mounts["pvc://models"] = claim;
        using var model = await _bench.OpenAsync(new() { Uri = "pvc://models/main" });
        Assert.Equal(ModelBench.Digest(ModelBench.Model()), model.Digest);
    }

    [Fact]
    public async Task Links_that_leave_the_claim_lead_nowhere_or_run_in_circles_are_refused()
    {
        var outside = _bench.Folder("outside", ModelBench.Model());
        var claim = _bench.Folder("claim", ModelBench.Model());
        _bench.Mounts["pvc://models"] = claim;
        await RefusedAsync("unet/config.json", Path.Combine(outside, "model_index.json"), "out of its volume");
        await RefusedAsync("more", outside, "out of its volume");
        await RefusedAsync("gone.json", Path.Combine(claim, "nothing"), "broken or circular link");
        await RefusedAsync("self.json", Path.Combine(claim, "self.json"), "broken or circular link");
        await RefusedAsync("unet/up", claim, "circle");
        using var model = await _bench.OpenAsync(new() { Uri = "pvc://models" });
        Assert.Equal(ModelBench.Digest(ModelBench.Model()), model.Digest);

        // On one's own machine a link may lead anywhere.
        File.CreateSymbolicLink(Path.Combine(claim, "unet/config.json"), Path.Combine(outside, "model_index.json"));
        using var local = await _bench.OpenAsync(File_(claim));
        Assert.NotEqual(model.Digest, local.Digest);

        async Task RefusedAsync(string link, string target, string problem)
        {
            var path = Path.Combine(claim, link);
            File.CreateSymbolicLink(path, target);
            var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
                _bench.OpenAsync(new() { Uri = "pvc://models" })
            );
            Assert.Contains(problem, e.Message, StringComparison.Ordinal);
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_pipe_is_no_file_and_is_not_waited_for()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "mkfifo is not here");
        var folder = _bench.Folder("sd", ModelBench.Model());
        using (var make = Process.Start("/usr/bin/mkfifo", [Path.Combine(folder, "pipe.json")]))
        {
            await make.WaitForExitAsync(Token);
        }

        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(File_(folder)));
        Assert.Contains("'pipe.json' is a pipe, not a regular file", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_is_remembered_until_the_file_changes()
    {
        var folder = _bench.Folder("sd", ModelBench.Model());
        var data = Path.Combine(folder, "unet/model.onnx_data");
        // Files of this moment are not remembered: a second change within a tick would not show.
        await ReadBytesAsync(expected: Size);
        _bench.Time = new FakeTimeProvider(DateTimeOffset.Parse("2100-01-01", null));
        await ReadBytesAsync(expected: Size);
        await ReadBytesAsync(expected: 0);

        var content = await File.ReadAllBytesAsync(data, Token);
        content[7] ^= 1;
        var modified = File.GetLastWriteTimeUtc(data);
        await File.WriteAllBytesAsync(data, content, Token);
        File.SetLastWriteTimeUtc(data, modified);
        await ReadBytesAsync(expected: 300_000);
        using (var model = await _bench.OpenAsync(File_(folder)))
        {
            var changed = ModelBench.Model();
            changed["unet/model.onnx_data"] = content;
            Assert.Equal(ModelBench.Digest(changed), model.Digest);
        }

        _bench.Scope = "another-namespace";
        await ReadBytesAsync(expected: Size);

        async Task ReadBytesAsync(long expected)
        {
            using var model = await _bench.OpenAsync(File_(folder));
            Assert.Equal(expected, model.Moved);
        }
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_only_costs_time()
    {
        var folder = _bench.Folder("sd", ModelBench.Model());
        _bench.Environment[ModelVariables.Cache] = Path.Combine(folder, "model_index.json");
        _bench.Time = new FakeTimeProvider(DateTimeOffset.Parse("2100-01-01", null));
        using var model = await _bench.OpenAsync(File_(folder));
        Assert.Equal(ModelBench.Digest(ModelBench.Model()), model.Digest);
    }

    [Fact]
    public async Task Another_digest_than_the_plans_is_refused()
    {
        var folder = _bench.Folder("sd", ModelBench.Model());
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(File_(folder) with { Sha256 = new('b', 64) })
        );
        Assert.Contains(new string('b', 64), e.Message, StringComparison.Ordinal);
        Assert.Contains(ModelBench.Digest(ModelBench.Model()), e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private static ModelPlan File_(string path) => new() { Uri = "file://" + path };
}
