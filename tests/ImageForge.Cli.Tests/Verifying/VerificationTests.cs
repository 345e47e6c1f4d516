using ImageForge.Cli.Display;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Cli.Tests.Local;
using ImageForge.Cli.Verifying;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Cli.Tests.Verifying;

/// <summary>Two runs that are not the same.</summary>
public sealed class VerificationTests : IDisposable
{
    private readonly ManifestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_picture_is_told_with_how_far_it_is_from_the_first()
    {
        var second = new Changing(outcome => outcome, work => work with { Seed = work.Seed + 1 });

        var verification = await VerifyAsync("compose: {timeOfDay: noon}", second);

        Assert.False(verification.IsSame);
        var pair = Assert.Single(verification.Pairs);
        Assert.Matches(@"^PSNR \d+\.\d dB, \d+(\.\d+)? % of values differ$", pair.Difference!);
        var row = VerificationReport.Lines(verification).Skip(1).First();
        Assert.StartsWith(
            "job   0         " + pair.Sha256[..12] + "   different: PSNR ",
            row,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_same_colours_in_another_file_are_told_as_that()
    {
        var second = new Changing(
            outcome => outcome,
            work => work with { Output = work.Output with { CompressionLevel = 1 } }
        );

        var verification = await VerifyAsync("compose: {timeOfDay: noon}", second);

        Assert.False(verification.IsSame);
        Assert.Equal("identical at 8 bits", Assert.Single(verification.Pairs).Difference);
    }

    [Fact]
    public async Task Devices_and_runners_that_differ_are_both_named()
    {
        var second = new Changing(
            outcome =>
                outcome with
                {
                    Manifest = outcome.Manifest! with
                    {
                        Runner = "9.9.9",
                        Device = new ComputeDevice("WebGpu", "some card"),
                    },
                },
            work => work
        );

        var verification = await VerifyAsync("compose: {timeOfDay: noon}", second);

        Assert.True(verification.IsSame);
        var lines = VerificationReport.Lines(verification).ToArray();
        Assert.EndsWith("; second 9.9.9", lines[^2], StringComparison.Ordinal);
        Assert.Equal("models: first none; second ran on WebGpu (some card)", lines[^1]);
    }

    [Fact]
    public async Task A_picture_that_only_one_run_made_is_told_as_that()
    {
        var second = new Changing(outcome => outcome with { Manifest = null }, work => work);

        var verification = await VerifyAsync("compose: {timeOfDay: noon}", second);

        Assert.False(verification.IsSame);
        Assert.Equal("missing in the second run", Assert.Single(verification.Pairs).Difference);
    }

    private async Task<Verification> VerifyAsync(string spec, IPlanRunner second)
    {
        var token = TestContext.Current.CancellationToken;
        var file = _folder.Write(ManifestFolder.Job("job", spec));
        var objects = LocalObjects.Admit(ManifestReader.Read([file], TextReader.Null), TimeProvider.System);
        var made = new List<VerifiedRun>();
        foreach (var (name, runner) in new[] { ("first", Changing.Nothing), ("second", second) })
        {
            var store = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
            made.Add(await VerifiedRun.MakeAsync(objects, store, runner, TimeProvider.System, token));
        }

        return await Verification.OfAsync(made[0], made[1], token);
    }

    /// <summary>Makes something else than the plan says, under the plan's name.</summary>
    private sealed class Changing(Func<RunOutcome, RunOutcome> outcome, Func<GenerateWork, GenerateWork> work)
        : IPlanRunner
    {
        private readonly LocalRunner _runner = new(new LineView(TextWriter.Null), NullLogger.Instance);

        public static Changing Nothing { get; } = new(o => o, w => w);

        public async Task<RunOutcome> RunAsync(RunPlan plan, CancellationToken cancellation)
        {
            var changed = work((GenerateWork)plan.Work);
            var other = plan with { Work = changed, PlanHash = PlanHasher.Hash(changed) };
            var made = await _runner.RunAsync(other, cancellation);
            return outcome(made with { Message = made.Message with { PlanHash = plan.PlanHash } });
        }
    }
}
