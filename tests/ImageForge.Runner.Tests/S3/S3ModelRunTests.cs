using ImageForge.Artifacts;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Polish;
using ImageForge.Runner.Tests.Processes;
using ImageForge.Testing.S3;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Runner.Tests.S3;

/// <summary>The runner's process with a model from a real S3 server, and a cache that outlives it.</summary>
public sealed class S3ModelRunTests : IAsyncLifetime
{
    private const int Ballast = 48 * 1024 * 1024;

    private S3Endpoint? _server;
    private PolishBench? _bench;
    private ModelPlan _model = new() { Uri = "" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Cache => Path.Combine(Path.GetDirectoryName(_bench!.Runs.Root)!, "models");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(S3Endpoint.WhyNot() is not null, S3Endpoint.WhyNot() ?? "");
        _bench = new();
        _server = await S3Endpoint.OpenAsync();
        _model = new()
        {
            Uri = $"s3://{_server.Bucket}/{Guid.NewGuid():N}/turbo",
            Endpoint = _server.Address.AbsoluteUri,
        };
        var folder = _bench.Model("turbo").Folder;
        using var store = Store();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await store.PutAsync(Path.GetRelativePath(folder, file), await File.ReadAllBytesAsync(file, Token), Token);
        }
    }

    [Fact]
    public async Task Two_runners_at_once_download_it_once_and_a_third_not_at_all()
    {
        using var other = new PolishBench();
        var runs = await Task.WhenAll(RunAsync("uid-1"), RunAsync("uid-2", other));
        Assert.All(runs, run => Assert.Equal(ExitCode.Done, run.Code));
        var moved = runs.Select(run => Moved(run.Output)).Order().ToArray();
        Assert.Equal(0, moved[0]);
        Assert.True(moved[1] > 0);

        var third = await RunAsync("uid-3");
        Assert.Equal((ExitCode.Done, 0L), (third.Code, Moved(third.Output)));
        Assert.All(
            runs,
            run =>
                Assert.Equal(
                    third.Message!.Artifacts!.Select(a => a.Sha256),
                    run.Message!.Artifacts!.Select(a => a.Sha256)
                )
        );
        Assert.DoesNotContain(_server!.SecretKey, string.Concat(runs.Select(r => r.Output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_while_it_downloads_it_keeps_what_came()
    {
        using (var store = Store())
        {
            await store.PutAsync("unet/ballast.data", new byte[Ballast], Token);
        }

        using (var process = Start("uid-1"))
        {
            while (Partial() < Ballast / 8)
            {
                await Task.Delay(2, Token);
            }

            await Signals.TerminateAsync(process.Id);
            var stopped = await process.EndAsync(Token);
            Assert.Equal((ExitCode.Stopped, RunErrorReason.Stopped), (stopped.Code, stopped.Message!.Error!.Reason));
        }

        var left = Partial();
        Assert.InRange(left, Ballast / 8, Ballast - 1);
        var resumed = await RunAsync("uid-1");
        Assert.Equal(ExitCode.Done, resumed.Code);
        Assert.InRange(Moved(resumed.Output), 1, Ballast - left + 4 * 1024 * 1024);
    }

    [Fact]
    public async Task Another_digest_ends_it_for_good_and_a_silent_server_for_now()
    {
        _model = _model with { Sha256 = new('a', 64) };
        var refused = await RunAsync("uid-1");
        Assert.Equal((ExitCode.BadInput, RunErrorReason.ModelUnusable), (refused.Code, refused.Message!.Error!.Reason));
        Assert.Contains(_model.Sha256, refused.Message.Error.Message, StringComparison.Ordinal);
        Assert.Contains(_model.Uri, refused.Message.Error.Message, StringComparison.Ordinal);

        _model = _model with { Endpoint = "http://127.0.0.1:9", Sha256 = null };
        var later = await RunAsync("uid-2");
        Assert.Equal((ExitCode.Retryable, RunErrorReason.ModelUnusable), (later.Code, later.Message!.Error!.Reason));
        Assert.Contains("127.0.0.1:9", later.Message.Error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _bench?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private IArtifactStore Store() =>
        ArtifactStores.Open(new() { Uri = _model.Uri, Endpoint = _model.Endpoint }, _server!.Lookup);

    private long Partial() =>
        Directory.Exists(Cache)
            ? new DirectoryInfo(Cache).EnumerateFiles("ballast.data", SearchOption.AllDirectories).Sum(f => f.Length)
            : 0;

    private RunnerProcess Start(string uid, PolishBench? elsewhere = null)
    {
        var place = elsewhere ?? _bench!;
        var work = PolishBench.FromPrompt(place.Model("turbo"));
        var plan = place.Runs.Plan(work with { Polish = work.Polish! with { Model = _model } }, uid);
        // None finds what another published.
        plan = plan with
        {
            Delivery = plan.Delivery with { Store = new() { Uri = $"file://{place.Runs.Root}/{uid}" } },
        };
        return RunnerProcess.Start(
            place.Runs,
            plan,
            (ModelVariables.Cache, Cache),
            (ModelVariables.AccessKeyId, _server!.AccessKey),
            (ModelVariables.SecretAccessKey, _server.SecretKey)
        );
    }

    private async Task<(ExitCode Code, string Output, TerminationMessage? Message)> RunAsync(
        string uid,
        PolishBench? elsewhere = null
    )
    {
        using var process = Start(uid, elsewhere);
        return await process.EndAsync(Token);
    }

    private static long Moved(string output) =>
        System
            .Text.RegularExpressions.Regex.Matches(output, "\"[Mm]oved\":(\\d+)")
            .Select(m => long.Parse(m.Groups[1].Value, null))
            .Single();
}
