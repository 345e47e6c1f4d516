using ImageForge.Contracts.Results;
using Xunit;

namespace ImageForge.Contracts.Tests.Results;

public sealed class TerminationMessageTests
{
    private static readonly string Digest = new('f', 64);

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    [InlineData('雨')]
    [InlineData('"')]
    public void The_longest_message_fits_and_can_be_read(char letter)
    {
        var message = new TerminationMessage
        {
            PlanHash = "sha256:" + Digest,
            Manifest = new("renders/studio/night-market/manifest.json", Digest),
            Artifacts = [.. Enumerable.Repeat(new ArtifactDigest(Digest, 123_456_789, 4096, 4096), 10)],
            Warnings = [.. Enumerable.Repeat(new Warning(new(letter, 300), new(letter, 3000)), 40)],
            Device = new("Cuda", new(letter, 1000)),
            Error = new(RunErrorReason.Internal, new(letter, 10_000)),
        };
        var bytes = message.ToBytes();
        Assert.InRange(bytes.Length, 1, TerminationMessage.MaxBytes);
        var read = TerminationMessage.TryParse(System.Text.Encoding.UTF8.GetString(bytes))!;
        Assert.Equal(message.PlanHash, read.PlanHash);
        Assert.Equal(10, read.Artifacts!.Count);
        Assert.StartsWith(new string(letter, 30), read.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(64, 40)]
    public void As_many_boxes_as_fit_are_kept_before_any_text_is_cut(int given, int least)
    {
        var message = new TerminationMessage
        {
            PlanHash = "sha256:" + Digest,
            Manifest = new("renders/studio/night-market/manifest.json", Digest),
            Artifacts = [.. Enumerable.Repeat(new ArtifactDigest(Digest, 123_456_789, 4096, 4096), 3)],
            Warnings = [new("compose.signals[0].image", "is not there")],
            Boxes = [.. Enumerable.Repeat<int[]>([4000, 4001, 4002, 4003], given)],
        };
        var bytes = message.ToBytes();
        Assert.InRange(bytes.Length, 1, TerminationMessage.MaxBytes);
        var read = TerminationMessage.TryParse(System.Text.Encoding.UTF8.GetString(bytes))!;
        Assert.Equal(message.Warnings, read.Warnings);
        Assert.InRange(read.Boxes!.Count, least, given);
        Assert.Equal([4000, 4001, 4002, 4003], read.Boxes[^1]);
    }

    [Fact]
    public void A_short_message_is_whole()
    {
        var message = new TerminationMessage
        {
            PlanHash = "sha256:" + Digest,
            Warnings = [new("compose.signals[0].image", "is not there")],
        };
        var read = TerminationMessage.TryParse(System.Text.Encoding.UTF8.GetString(message.ToBytes()))!;
        Assert.Equal(message.Warnings, read.Warnings);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Segmentation fault")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public void What_a_crash_leaves_is_no_message(string? text) => Assert.Null(TerminationMessage.TryParse(text));
}
