using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Runs;
using Xunit;

namespace ImageForge.Runner.Tests;

public sealed class RunExecutorTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly Recorder _recorder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_stores_its_pictures_then_the_manifest_and_leaves_nothing_else()
    {
        var plan = _bench.Plan();
        var outcome = await _bench.RunAsync(plan, _recorder, Token);
        Assert.Null(outcome.Message.Error);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.True(_bench.IsPublished(plan));
        var files = _bench.Files();
        Assert.Equal(plan.Delivery.Keys.Append(plan.Delivery.ManifestKey).Order(StringComparer.Ordinal), files.Keys);
        Assert.Equal(files[plan.Delivery.ManifestKey], outcome.Message.Manifest!.Sha256);
        Assert.Equal(plan.Delivery.Keys.Select(k => files[k]), outcome.Message.Artifacts!.Select(a => a.Sha256));
        Assert.Equal([7L, 8L], outcome.Manifest!.Artifacts.Select(a => a.Seed!.Value));
        Assert.All(outcome.Manifest.Artifacts, a => Assert.Equal("tram", Assert.Single(a.Hitboxes).Tag));
        Assert.All(outcome.Manifest.Artifacts, a => Assert.Contains("Sharpness", a.Scores));
    }

    [Fact]
    public async Task Progress_rises_to_100_and_counts_variants()
    {
        await _bench.RunAsync(_bench.Plan(), _recorder, Token);
        var reports = _recorder.Progress.ToList();
        Assert.Equal(reports.Select(p => p.Percent).Order(), reports.Select(p => p.Percent));
        Assert.Equal(reports.Select(p => p.Stage).Order(), reports.Select(p => p.Stage));
        Assert.Equal((100, Stage.Completed, 2), (reports[^1].Percent, reports[^1].Stage, reports[^1].VariantsDone));
        Assert.Contains(reports, p => p is { Stage: Stage.Generating, VariantsDone: 1 });
    }

    [Fact]
    public async Task The_same_plan_gives_the_same_bytes_in_another_store()
    {
        using var other = new Workbench();
        await _bench.RunAsync(_bench.Plan(), _recorder, Token);
        await other.RunAsync(other.Plan(uid: "uid-2"), _recorder, Token);
        Assert.Equal(_bench.Files(), other.Files());
    }

    [Fact]
    public async Task A_result_that_is_there_is_reported_and_nothing_is_composed()
    {
        var first = await _bench.RunAsync(_bench.Plan(), new(), Token);
        var again = await _bench.RunAsync(_bench.Plan(uid: "another"), _recorder, Token);
        Assert.Equal(first.Message.ToBytes(), again.Message.ToBytes());
        Assert.Empty(_recorder.Variants("PictureFinished"));
    }

    [Fact]
    public async Task A_result_with_a_damaged_picture_is_made_again()
    {
        var plan = _bench.Plan();
        await _bench.RunAsync(plan, new(), Token);
        var files = _bench.Files();
        _bench.Put(plan.Delivery.Keys[1], [1, 2, 3]);
        Assert.Equal(ExitCode.Done, (await _bench.RunAsync(plan, _recorder, Token)).ExitCode);
        Assert.Equal(files, _bench.Files());
        Assert.Equal([0, 1], _recorder.Variants("PictureFinished"));
    }

    [Fact]
    public async Task A_changed_job_replaces_what_lies_at_its_keys()
    {
        await _bench.RunAsync(_bench.Plan(), new(), Token);
        var changed = _bench.Plan(Workbench.Work with { Seed = 99 });
        var outcome = await _bench.RunAsync(changed, _recorder, Token);
        Assert.Equal(changed.PlanHash, outcome.Manifest!.PlanHash);
        Assert.True(_bench.IsPublished(changed));
        Assert.Equal(3, _bench.Files().Count);
    }

    [Fact]
    public async Task Two_attempts_at_once_end_with_one_result()
    {
        var plan = _bench.Plan();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => _bench.RunAsync(plan, new(), Token), Token))
        );
        Assert.All(outcomes, o => Assert.Contains(o.ExitCode, new[] { ExitCode.Done, ExitCode.Retryable }));
        Assert.Contains(outcomes, o => o.ExitCode == ExitCode.Done);
        Assert.True(_bench.IsPublished(plan));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_ends_the_run_before_anything_is_composed()
    {
        var plan = _bench.Plan() with { };
        var broken = plan with { Delivery = plan.Delivery with { Store = new() { Uri = "file:///proc/nowhere" } } };
        var outcome = await _bench.RunAsync(broken, _recorder, Token);
        Assert.Equal(ExitCode.Retryable, outcome.ExitCode);
        Assert.Equal(RunErrorReason.StoreUnreachable, outcome.Message.Error!.Reason);
        Assert.Contains("/proc/nowhere", outcome.Message.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("StageStarted", _recorder.Events);
    }

    [Fact]
    public async Task Missing_credentials_end_the_run_with_what_to_set()
    {
        var plan = _bench.Plan();
        var s3 = plan with { Delivery = plan.Delivery with { Store = new() { Uri = "s3://bucket" } } };
        var outcome = await _bench.RunAsync(s3, _recorder, Token);
        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.StoreRefused),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.Contains("AWS_ACCESS_KEY_ID", outcome.Message.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_whose_hash_is_not_its_own_is_refused()
    {
        var plan = _bench.Plan() with { PlanHash = "sha256:" + new string('0', 64) };
        await RefusesAsync(plan, "planHash");
    }

    public static TheoryData<string, Func<GenerateWork, GenerateWork>> BadWork =>
        new()
        {
            { "work.output.format '99' is unknown", w => w with { Output = new() { Format = (ImageFormat)99 } } },
            {
                "quality",
                w =>
                    w with
                    {
                        Output = new() { Format = ImageFormat.Png, Quality = 101 },
                    }
            },
            { "16 or 32", w => w with { Output = new() { Format = ImageFormat.Exr } } },
            {
                "bitDepth",
                w =>
                    w with
                    {
                        Output = new() { Format = ImageFormat.Png, BitDepth = 12 },
                    }
            },
            {
                "compressionLevel",
                w =>
                    w with
                    {
                        Output = new() { Format = ImageFormat.Png, CompressionLevel = 10 },
                    }
            },
            { "ClipScore", w => w with { Metrics = [MetricName.Sharpness, MetricName.ClipScore] } },
            { "width", w => w with { Width = 0 } },
            { "variants", w => w with { Variants = 0 } },
            { "neither compose nor polish", w => w with { Compose = null } },
            { "needs polish.model", w => w with { Polish = new() { Backend = PolishBackend.Onnx } } },
            {
                "polish",
                w =>
                    w with
                    {
                        Polish = new()
                        {
                            Backend = PolishBackend.Stability,
                            Model = new() { Uri = "file:///m" },
                        },
                    }
            },
            { "zones[sky]", w => Sky(w, 0.5, 0.5) },
            { "zones[sky].bottom 1.1 is not between 0 and 1", w => Sky(w, 0.5, 1.1) },
            { "'red'", w => w with { Compose = new() { Background = new() { Color = "red" } } } },
            { "three", w => Signal(w, "three", 0) },
            { "score", w => Signal(w, "city", 1.5) },
            { "intensity", w => Overlay(w, 2) },
            { "camera.fov", w => w with { Compose = new() { Camera = new() { Fov = 5 } } } },
            {
                "ftp://x/a.png",
                w => w with { Compose = new() { Background = new() { Image = new() { Uri = "ftp://x/a.png" } } } }
            },
        };

    [Theory]
    [MemberData(nameof(BadWork), DisableDiscoveryEnumeration = true)]
    public Task What_cannot_be_carried_out_is_named(string named, Func<GenerateWork, GenerateWork> change) =>
        RefusesAsync(_bench.Plan(change(Workbench.Work)), named);

    public static TheoryData<string, Func<DeliveryPlan, DeliveryPlan>> BadDelivery =>
        new()
        {
            { "keys", d => d with { Keys = ["one.png"] } },
            { "twice", d => d with { Keys = ["one.png", "one.png"] } },
            { "twice", d => d with { ManifestKey = d.Keys[0] } },
            { "..", d => d with { Keys = ["../one.png", "two.png"] } },
            { "/etc/one.png", d => d with { Keys = ["/etc/one.png", "two.png"] } },
            { "..", d => d with { ManifestKey = "a/../../m.json" } },
            { "partialPrefix", d => d with { PartialPrefix = "partial" } },
            { "..", d => d with { PartialPrefix = "../partial/" } },
            { "prefix of partial results", d => d with { PartialPrefix = "studio/" } },
            { "ftp", d => d with { Store = new() { Uri = "ftp://host/" } } },
        };

    [Theory]
    [MemberData(nameof(BadDelivery), DisableDiscoveryEnumeration = true)]
    public Task A_key_or_store_that_cannot_be_used_is_named(string named, Func<DeliveryPlan, DeliveryPlan> change)
    {
        var plan = _bench.Plan();
        return RefusesAsync(plan with { Delivery = change(plan.Delivery) }, named);
    }

    public void Dispose() => _bench.Dispose();

    private async Task RefusesAsync(RunPlan plan, string named)
    {
        var outcome = await _bench.RunAsync(plan, _recorder, Token);
        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.PlanInvalid),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.Contains(named, outcome.Message.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("StageStarted", _recorder.Events);
    }

    private static GenerateWork Signal(GenerateWork work, string zone, double score) =>
        work with
        {
            Compose = new()
            {
                Signals =
                [
                    new()
                    {
                        Category = "c",
                        Tag = "t",
                        Zone = zone,
                        Score = score,
                    },
                ],
            },
        };

    private static GenerateWork Sky(GenerateWork work, double top, double bottom) =>
        work with
        {
            Compose = new()
            {
                Zones = [ZoneSpec.Defaults[0] with { Top = top, Bottom = bottom }, .. ZoneSpec.Defaults.Skip(1)],
            },
        };

    private static GenerateWork Overlay(GenerateWork work, double intensity) =>
        work with
        {
            Compose = new()
            {
                Overlays =
                [
                    new()
                    {
                        Category = "weather",
                        Tag = "rain",
                        Intensity = intensity,
                    },
                ],
            },
        };
}
