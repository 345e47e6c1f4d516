using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Runs;
using Xunit;

namespace ImageForge.Runner.Tests;

public sealed class AssembleTests : IDisposable
{
    private readonly Workbench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stored_frames_become_one_sheet()
    {
        var outcome = await _bench.RunAsync(_bench.Plan(Sheet(await FramesAsync())), new(), Token);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var sheet = Assert.Single(outcome.Manifest!.Artifacts);
        Assert.True(sheet.Width > 2 * 96);
        Assert.Null(sheet.Seed);
        Assert.Empty(outcome.Manifest.Warnings);
        Assert.Equal(2, outcome.Manifest.Inputs.Count);
    }

    [Fact]
    public async Task A_frame_that_failed_is_an_empty_cell_without_a_warning()
    {
        var frames = await FramesAsync();
        var whole = await _bench.RunAsync(_bench.Plan(Sheet(frames)), new(), Token);
        var outcome = await _bench.RunAsync(
            _bench.Plan(Sheet([frames[0], new() { Caption = "failed" }])),
            new(),
            Token
        );
        Assert.Null(outcome.Message.Warnings);
        Assert.Equal(whole.Message.Artifacts![0].Width, outcome.Message.Artifacts![0].Width);
        Assert.NotEqual(whole.Message.Artifacts[0].Sha256, outcome.Message.Artifacts[0].Sha256);
    }

    [Fact]
    public async Task A_frame_with_other_bytes_is_an_empty_cell_with_a_warning()
    {
        var frames = await FramesAsync();
        var outcome = await _bench.RunAsync(
            _bench.Plan(Sheet([frames[0], frames[1] with { Sha256 = new('0', 64) }])),
            new(),
            Token
        );
        Assert.Equal("frames[1]", Assert.Single(outcome.Message.Warnings!).Subject);
    }

    [Fact]
    public async Task Without_any_frame_that_can_be_read_there_is_no_sheet()
    {
        var outcome = await _bench.RunAsync(_bench.Plan(Sheet([new() { Key = "gone.png" }])), new(), Token);
        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.InputUnreadable),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.Contains("gone.png", outcome.Message.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_is_too_narrow_or_no_frame_at_all_is_refused()
    {
        var narrow = await _bench.RunAsync(_bench.Plan(Sheet([new()]) with { Width = 32 }), new(), Token);
        Assert.Contains("work.width", narrow.Message.Error!.Message, StringComparison.Ordinal);
        var none = await _bench.RunAsync(_bench.Plan(Sheet([])), new(), Token);
        Assert.Contains("work.frames", none.Message.Error!.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<IReadOnlyList<FramePlan>> FramesAsync()
    {
        var plan = _bench.Plan(uid: "frames");
        plan = plan with { Delivery = plan.Delivery with { Keys = ["f/0.png", "f/1.png"], ManifestKey = "f/m.json" } };
        var frames = await _bench.RunAsync(plan, new(), Token);
        return
        [
            .. frames.Manifest!.Artifacts.Select(a => new FramePlan
            {
                Key = a.Key,
                Sha256 = a.Sha256,
                Caption = $"Frame {a.Variant}",
            }),
        ];
    }

    private static AssembleWork Sheet(IReadOnlyList<FramePlan> frames) =>
        new()
        {
            Width = 96,
            Height = 64,
            Columns = 2,
            Title = "Storyboard",
            Output = new() { Format = ImageFormat.Png },
            Frames = frames,
        };
}
