using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using ImageForge.Contracts.Plans;
using Xunit;

namespace ImageForge.Artifacts.Tests.S3;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3://bucket", "bucket", "")]
    [InlineData("s3://bucket/", "bucket", "")]
    [InlineData("s3://bucket/a/b", "bucket", "a/b/")]
    [InlineData("s3://bucket/a%20b/", "bucket", "a b/")]
    public void Bucket_and_prefix_are_read(string uri, string bucket, string prefix)
    {
        var location = Parse(new() { Uri = uri, Endpoint = "http://minio:9000" });
        Assert.Equal((bucket, prefix), (location.Bucket, location.Prefix));
        Assert.Equal($"bucket '{bucket}' at http://minio:9000", location.Name);
    }

    [Theory]
    [InlineData("s3:///prefix", null)]
    [InlineData("s3://key:secret@bucket/prefix", null)]
    [InlineData("s3://bucket?x=1", null)]
    [InlineData("s3://bucket", "minio:9000")]
    [InlineData("s3://bucket", "http://key:secret@minio:9000")]
    public void What_is_no_bucket_or_server_is_refused_without_showing_secrets(string uri, string? endpoint)
    {
        var e = Assert.Throws<StorePlanException>(() => Parse(new() { Uri = uri, Endpoint = endpoint }));
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_that_climbs_is_resolved_before_it_is_used() =>
        Assert.Equal("", Parse(new() { Uri = "s3://bucket/a/../.." }).Prefix);

    private static S3Location Parse(StorePlan plan) => S3Location.Parse(plan, new(plan.Uri));
}
