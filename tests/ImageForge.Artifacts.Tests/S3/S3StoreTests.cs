using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using ImageForge.Contracts.Plans;
using ImageForge.Testing.S3;
using Xunit;

namespace ImageForge.Artifacts.Tests.S3;

public sealed class S3StoreTests(S3Fixture fixture) : StoreTests, IClassFixture<S3Fixture>
{
    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static int s_stores;

    protected override int Sequences => 15;

    [Fact]
    public async Task Wrong_keys_are_denied_and_not_repeated()
    {
        var server = Server;
        using var store = Open("p", v => v == "AWS_SECRET_ACCESS_KEY" ? "not-the-key" : server.Lookup(v));
        var e = await Assert.ThrowsAsync<StoreDeniedException>(() => store.ProbeAsync("probe", Token));
        Assert.Contains(server.Bucket, e.Message, StringComparison.Ordinal);
        Assert.Contains("credentials", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-key", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.AccessKey, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_named()
    {
        using var store = ArtifactStores.Open(
            new() { Uri = "s3://no-such-bucket/p", Endpoint = Server.Address.AbsoluteUri },
            Server.Lookup
        );
        var e = await Assert.ThrowsAsync<StoreNotFoundException>(() => store.ProbeAsync("probe", Token));
        Assert.Contains("no-such-bucket", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listing_goes_on_past_the_first_page()
    {
        using var store = Open();
        // More than a server's page takes too long to fill; the page is made small instead.
        var s3 = (S3Store)store;
        s3.PageSize = 3;
        var keys = Enumerable.Range(0, 10).Select(i => $"k/{i}").ToList();
        foreach (var key in keys)
        {
            await store.PutAsync(key, new byte[1], Token);
        }

        Assert.Equal(keys, await store.ListAsync("k/", Token));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable_within_seconds()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var store = ArtifactStores.Open(
            new() { Uri = "s3://bucket", Endpoint = $"http://127.0.0.1:{port}" },
            v => v.StartsWith("AWS_", StringComparison.Ordinal) ? "key" : null
        );
        var e = await Assert.ThrowsAsync<StoreUnreachableException>(() => store.ProbeAsync("probe", Token));
        Assert.Contains($"127.0.0.1:{port}", e.Message, StringComparison.Ordinal);
    }

    protected override IArtifactStore Open() => Open($"{Run}-{Interlocked.Increment(ref s_stores)}", Server.Lookup);

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://100.100.100.200/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[::ffff:169.254.169.254]:9000/")]
    [InlineData("http://2852039166/")]
    public async Task An_endpoint_where_clouds_hand_out_credentials_is_refused(string endpoint)
    {
        var plan = new StorePlan { Uri = "s3://bucket", Endpoint = endpoint };
        var parsed = Assert.Throws<StorePlanException>(() => S3Location.Parse(plan, new(plan.Uri)));
        Assert.Contains("which is never allowed", parsed.Message, StringComparison.Ordinal);

        // A name that leads there gets no further than this.
        var e = await Assert.ThrowsAsync<StorePlanException>(() =>
            S3Connections.ConnectAsync(new(new Uri(endpoint).Host, 80), Token)
        );
        var wrapped = new AmazonClientException("", new HttpRequestException("", e));
        Assert.Same(
            e,
            S3Errors.Translate(S3Location.Parse(plan with { Endpoint = null }, new(plan.Uri)), "key", wrapped)
        );
    }

    private S3Endpoint Server
    {
        get
        {
            Assert.SkipWhen(fixture.Server is null, S3Endpoint.WhyNot() ?? "");
            return fixture.Server!;
        }
    }

    private IArtifactStore Open(string prefix, Func<string, string?> environment) =>
        ArtifactStores.Open(
            new() { Uri = $"s3://{Server.Bucket}/{prefix}", Endpoint = Server.Address.AbsoluteUri },
            environment
        );
}
