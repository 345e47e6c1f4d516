using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models;
using ImageForge.Artifacts.Models.Caching;
using ImageForge.Artifacts.S3;
using ImageForge.Artifacts.Tests.S3;
using ImageForge.Contracts.Plans;
using ImageForge.Testing.S3;
using Xunit;
using PartETag = Amazon.S3.Model.PartETag;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>Models from a real S3 server.</summary>
public sealed class S3ModelTests(S3Fixture fixture) : IClassFixture<S3Fixture>, IDisposable
{
    private readonly ModelBench _bench = new();
    private readonly string _prefix = "models-" + Guid.NewGuid().ToString("N")[..8];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static long Size => ModelBench.Model().Sum(f => (long)f.Value.Length);

    private S3Endpoint Server
    {
        get
        {
            Assert.SkipWhen(fixture.Server is null, S3Endpoint.WhyNot() ?? "");
            return fixture.Server!;
        }
    }

    private ModelPlan Plan =>
        new() { Uri = $"s3://{Server.Bucket}/{_prefix}/sd", Endpoint = Server.Address.AbsoluteUri };

    [Fact]
    public async Task A_model_is_downloaded_once_and_a_changed_one_again()
    {
        await PutAsync(ModelBench.Model());
        var models = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Source().OpenAsync(Plan, _bench, Token)));
        Assert.All(models, m => ModelBench.AssertHas(ModelBench.Model(), m));
        Assert.Equal(Size, models.Sum(m => m.Moved));

        var changed = ModelBench.Model();
        changed["unet/model.onnx"] = ModelBench.Bytes(99, 5000);
        await PutAsync(changed);
        using var now = await _bench.OpenAsync(Plan);
        ModelBench.AssertHas(changed, now);
        ModelBench.AssertHas(ModelBench.Model(), models[0]);
        Array.ForEach(models, m => m.Dispose());
    }

    [Fact]
    public async Task One_network_is_one_file()
    {
        await PutAsync(ModelBench.Model());
        using var model = await _bench.OpenAsync(Plan with { Uri = Plan.Uri + "/unet/model.onnx" });
        Assert.Equal(ModelBench.Sha256(ModelBench.Model()["unet/model.onnx"]), model.Digest);
    }

    [Fact]
    public async Task A_stopped_download_goes_on_with_the_bytes_that_are_missing()
    {
        const int Large = 32_000_000;
        var content = ModelBench.Model(bytes: Large);
        await PutAsync(content);
        await StopAtAsync(Large / 4);
        var left = _bench.PartialBytes();
        Assert.InRange(left, Large / 4, content.Sum(f => (long)f.Value.Length) - 1);

        using var model = await _bench.OpenAsync(Plan);
        ModelBench.AssertHas(content, model);
        Assert.Equal(model.Bytes - left, model.Moved);
    }

    [Fact]
    public async Task What_an_object_was_replaced_by_is_never_added_to_what_came_of_it()
    {
        const int Large = 32_000_000;
        await PutAsync(ModelBench.Model(bytes: Large));
        await StopAtAsync(Large / 4);
        await PutAsync(ModelBench.Model(seed: 40, bytes: Large));
        using var model = await _bench.OpenAsync(Plan);
        ModelBench.AssertHas(ModelBench.Model(seed: 40, bytes: Large), model);
    }

    [Fact]
    public async Task An_object_that_was_uploaded_in_parts_is_checked_by_its_parts()
    {
        var network = ModelBench.Bytes(8, 12_000_000);
        var key = $"{_prefix}/sd/large.onnx";
        var location = S3Location.Parse(new() { Uri = Plan.Uri, Endpoint = Plan.Endpoint }, new(Plan.Uri));
        using var client = S3Clients.Create(location, S3Credentials.Find(Server.Lookup));
        var upload = await client.InitiateMultipartUploadAsync(new() { BucketName = Server.Bucket, Key = key }, Token);
        var parts = new List<PartETag>();
        foreach (var (i, part) in network.Chunk(5 * 1024 * 1024).Index())
        {
            using var stream = new MemoryStream(part);
            var sent = await client.UploadPartAsync(
                new()
                {
                    BucketName = Server.Bucket,
                    Key = key,
                    UploadId = upload.UploadId,
                    PartNumber = i + 1,
                    InputStream = stream,
                    UseChunkEncoding = false,
                },
                Token
            );
            parts.Add(new(i + 1, sent.ETag));
        }

        await client.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = Server.Bucket,
                Key = key,
                UploadId = upload.UploadId,
                PartETags = parts,
            },
            Token
        );
        using var folder = new S3Folder(location, S3Credentials.Find(Server.Lookup), TimeProvider.System);
        var item = await folder.ListAsync(Token).SingleAsync(Token);
        Assert.Equal(3, TagDigest.PartsOf(item.ETag));
        var partBytes = await folder.FindPartSizeAsync(item, 3, Token);
        // Not every server tells.
        Assert.True(partBytes is null or 5 * 1024 * 1024);

        using var model = await Source().OpenAsync(Plan with { Uri = $"s3://{Server.Bucket}/{key}" }, _bench, Token);
        Assert.Equal(ModelBench.Sha256(network), model.Digest);
    }

    [Fact]
    public async Task Wrong_keys_a_missing_bucket_and_an_empty_prefix_are_named_and_no_secret_is()
    {
        await RefusedAsync(Plan with { Uri = "s3://no-such-bucket/sd" }, "no-such-bucket");
        await RefusedAsync(Plan with { Uri = Plan.Uri + "-none" }, "has no files");
        _bench.Environment[ModelVariables.AccessKeyId] = Server.AccessKey;
        _bench.Environment[ModelVariables.SecretAccessKey] = "not-the-secret";
        await RefusedAsync(Plan, "rejected the credentials");

        async Task RefusedAsync(ModelPlan plan, string problem)
        {
            var e = await Assert.ThrowsAsync<ModelUnusableException>(() => Source().OpenAsync(plan, _bench, Token));
            Assert.Contains(plan.Uri, e.Message, StringComparison.Ordinal);
            Assert.Contains(problem, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("not-the-secret", e.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Server.SecretKey, e.ToString(), StringComparison.Ordinal);
        }
    }

    public void Dispose() => _bench.Dispose();

    private ModelSource Source()
    {
        _bench.Environment["AWS_ACCESS_KEY_ID"] = Server.AccessKey;
        _bench.Environment["AWS_SECRET_ACCESS_KEY"] = Server.SecretKey;
        return _bench.Source();
    }

    private async Task PutAsync(IReadOnlyDictionary<string, byte[]> model)
    {
        _ = Source();
        using var store = ArtifactStores.Open(new() { Uri = Plan.Uri, Endpoint = Plan.Endpoint }, Server.Lookup);
        foreach (var (path, content) in model)
        {
            await store.PutAsync(path, content, Token);
        }
    }

    /// <summary>Stops a download when so many bytes of it are there.</summary>
    private async Task StopAtAsync(long bytes)
    {
        using var stop = new CancellationTokenSource();
        var download = Source().OpenAsync(Plan, _bench, stop.Token);
        while (_bench.PartialBytes() < bytes)
        {
            await Task.Delay(1, Token);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
    }
}
