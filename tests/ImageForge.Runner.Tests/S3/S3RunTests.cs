using ImageForge.Artifacts;
using ImageForge.Contracts;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Processes;
using ImageForge.Runner.Tests.Runs;
using ImageForge.Testing.S3;
using Xunit;

namespace ImageForge.Runner.Tests.S3;

/// <summary>The runner's process against a real S3 server.</summary>
public sealed class S3RunTests : IDisposable
{
    private readonly Workbench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_published_once_and_found_again_and_wrong_keys_are_told()
    {
        Assert.SkipWhen(S3Endpoint.WhyNot() is not null, S3Endpoint.WhyNot() ?? "");
        await using var server = await S3Endpoint.OpenAsync();
        var plan = _bench.Plan();
        plan = plan with
        {
            Delivery = plan.Delivery with
            {
                Store = new()
                {
                    Uri = $"s3://{server.Bucket}/run-{Guid.NewGuid():N}",
                    Endpoint = server.Address.AbsoluteUri,
                },
            },
        };
        var first = await RunAsync(server.SecretKey);
        Assert.Equal(ExitCode.Done, first.Code);
        using var store = ArtifactStores.Open(plan.Delivery.Store, server.Lookup);
        Assert.Equal(
            plan.Delivery.Keys.Append(plan.Delivery.ManifestKey).Order(StringComparer.Ordinal),
            await store.ListAsync("", Token)
        );
        var manifest = await store.GetAsync(plan.Delivery.ManifestKey, Token);
        Assert.Equal(Workbench.Digest(manifest), first.Message!.Manifest!.Sha256);

        // What a folder gets, a bucket gets.
        await _bench.RunAsync(_bench.Plan(), new(), Token);
        Assert.Equal(
            _bench.Files()[plan.Delivery.Keys[0]],
            Workbench.Digest(await store.GetAsync(plan.Delivery.Keys[0], Token))
        );

        var again = await RunAsync(server.SecretKey);
        Assert.Equal(first.Message.ToBytes(), again.Message!.ToBytes());
        Assert.Contains("AlreadyPublished", again.Output, StringComparison.Ordinal);

        var denied = await RunAsync("a-wrong-secret");
        Assert.Equal((ExitCode.BadInput, RunErrorReason.StoreRefused), (denied.Code, denied.Message!.Error!.Reason));
        Assert.Contains("credentials", denied.Message.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-secret", denied.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(server.SecretKey, first.Output + again.Output, StringComparison.Ordinal);

        async Task<(ExitCode Code, string Output, TerminationMessage? Message)> RunAsync(string secret)
        {
            using var process = RunnerProcess.Start(
                _bench,
                plan,
                ("AWS_ACCESS_KEY_ID", server.AccessKey),
                ("AWS_SECRET_ACCESS_KEY", secret)
            );
            return await process.EndAsync(Token);
        }
    }

    public void Dispose() => _bench.Dispose();
}
