using ImageForge.Artifacts.Errors;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>Buckets that hold what no disk should.</summary>
public sealed class HostileListingTests : IDisposable
{
    private readonly ModelServer _server = new();
    private readonly ModelBench _bench = new();

    [Theory]
    [InlineData("sd/../../escaped.json", "'..'")]
    [InlineData("sd/./unet/config.json", "'.'")]
    [InlineData("sd//etc/passwd.json", "slash")]
    [InlineData("sd/unet//config.json", "slash")]
    [InlineData("sd/.imageforge-tmp-1/a.json", "reserved")]
    [InlineData("sd/bell\u0085.json", "control")]
    public async Task A_key_that_is_no_name_below_the_folder_is_refused(string key, string problem)
    {
        ModelBench.Put(_server, ModelBench.Model());
        _server.Put(key, [1]);
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.Contains("s3://models/sd", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Sent);
    }

    [Theory]
    [InlineData(300, "longer than 255 bytes")]
    [InlineData(1100, "longer than 1024 bytes")]
    public async Task A_name_that_is_too_long_is_refused(int length, string problem)
    {
        ModelBench.Put(_server, ModelBench.Model());
        _server.Put($"sd/{new string('n', length)}.json", [1]);
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Length < 400);
    }

    [Fact]
    public async Task Names_that_differ_by_case_only_are_two_files()
    {
        var model = ModelBench.Model();
        model["UNET/model.onnx"] = [1, 2];
        model["unet/Model.ONNX"] = [3];
        ModelBench.Put(_server, model);
        using var opened = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(model, opened);
    }

    [Fact]
    public async Task A_name_that_is_a_file_and_a_folder_is_refused()
    {
        ModelBench.Put(_server, ModelBench.Model());
        _server.Put("sd/unet/model.onnx/extra.json", [1]);
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        Assert.Contains("'unet/model.onnx' both as a file and as a folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markers_of_folders_are_no_files()
    {
        ModelBench.Put(_server, ModelBench.Model());
        _server.Put("sd/", []);
        _server.Put("sd/unet/", []);
        using var model = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), model);
    }

    [Fact]
    public async Task An_empty_prefix_and_a_missing_bucket_are_named()
    {
        ModelBench.Put(_server, ModelBench.Model());
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(ModelBench.Plan(_server, "none"))
        );
        Assert.Equal("model 's3://models/none' has no files: there is no model at this address", e.Message);

        e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(new() { Uri = "s3://absent/sd", Endpoint = _server.Address })
        );
        Assert.Contains("no bucket 'absent': create it or correct the model uri", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("storage", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_of_other_programs_alone_are_not_downloaded()
    {
        _server.Put("sd/unet/diffusion_pytorch_model.safetensors", new byte[100_000]);
        _server.Put("sd/model_index.json", [1]);
        _server.Put("one.safetensors", [1]);
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() => _bench.OpenAsync(ModelBench.Plan(_server)));
        Assert.Contains("no .onnx file among its 2", e.Message, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(ModelBench.Plan(_server, "one.safetensors"))
        );
        Assert.Contains("neither a folder nor an .onnx file", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Sent);
    }

    [Fact]
    public async Task A_listing_of_several_pages_is_read_to_its_end()
    {
        ModelBench.Put(_server, ModelBench.Model());
        for (var i = 0; i < 2300; i++)
        {
            _server.Put($"sd/unet/samples/{i:0000}.png", [(byte)i]);
        }

        // The last network is on the last page.
        using var opened = await _bench.OpenAsync(ModelBench.Plan(_server));
        ModelBench.AssertHas(ModelBench.Model(), opened);
        Assert.Equal(3, _server.Listings);
    }

    [Fact]
    public async Task A_whole_bucket_of_things_is_no_model()
    {
        for (var i = 0; i < 20_001; i++)
        {
            _server.Put($"renders/{i}.png", []);
        }

        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(new() { Uri = "s3://models", Endpoint = _server.Address })
        );
        Assert.Contains("more than 20000 files", e.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _bench.Dispose();
    }
}
