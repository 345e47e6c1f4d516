using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using ImageForge.Contracts.Plans;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

public sealed class ModelCredentialsTests : IDisposable
{
    private readonly ModelBench _bench = new();

    [Fact]
    public void A_models_own_go_before_the_stores()
    {
        _bench.Environment[ModelVariables.AccessKeyId] = "model-key\n";
        _bench.Environment[ModelVariables.SecretAccessKey] = "model-secret";
        _bench.Environment["AWS_SESSION_TOKEN"] = "the-store's";
        Assert.Equal(("model-key", "model-secret", null), Keys());
        _bench.Environment[ModelVariables.SessionToken] = "token";
        Assert.Equal(("model-key", "model-secret", "token"), Keys());
    }

    [Fact]
    public void The_stores_serve_where_a_model_has_none() => Assert.Equal(("key", "secret-of-the-store", null), Keys());

    [Theory]
    [InlineData(ModelVariables.AccessKeyId)]
    [InlineData(ModelVariables.SecretAccessKey)]
    public void Half_of_them_is_refused_without_showing_it(string variable)
    {
        _bench.Environment[variable] = "half";
        var e = Assert.Throws<StoreDeniedException>(() => Keys());
        Assert.Contains(ModelVariables.AccessKeyId, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("half", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_the_model_is_named()
    {
        _bench.Environment.Remove("AWS_ACCESS_KEY_ID");
        _bench.Environment.Remove("AWS_SECRET_ACCESS_KEY");
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(new() { Uri = "s3://models/sd" })
        );
        Assert.Contains("s3://models/sd", e.Message, StringComparison.Ordinal);
        Assert.Contains("no S3 credentials", e.Message, StringComparison.Ordinal);
        Assert.Contains("model.secretRef", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://user:password@models/sd", null)]
    [InlineData("s3://models/sd?x=1", null)]
    [InlineData("s3://models/sd", "minio:9000")]
    [InlineData("s3://models/sd", "http://user:password@minio:9000")]
    [InlineData("s3://models/a/../b/\u0007", null)]
    public async Task An_address_that_is_none_is_refused(string uri, string? endpoint)
    {
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _bench.OpenAsync(new() { Uri = uri, Endpoint = endpoint })
        );
        Assert.DoesNotContain("storage", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private (string, string, string?) Keys()
    {
        var found = S3ModelCredentials.Find(name => _bench.Environment.GetValueOrDefault(name));
        return (found.AccessKey, found.SecretKey, found.SessionToken);
    }
}
