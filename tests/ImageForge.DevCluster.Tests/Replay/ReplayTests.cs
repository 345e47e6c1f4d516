using ImageForge.DevCluster.Tests.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>Every recorded exchange that concerns what is served must come out as it was recorded.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("01-crd-lifecycle")]
    [InlineData("01b-crd-not-yet-established")]
    [InlineData("02-discovery")]
    [InlineData("03-openapi")]
    [InlineData("04-create")]
    [InlineData("05-schema-violations")]
    [InlineData("06-get-list")]
    [InlineData("06b-expired")]
    [InlineData("07-watch")]
    [InlineData("08-update-patch")]
    [InlineData("09-status-subresource")]
    [InlineData("10-server-side-apply")]
    [InlineData("11-delete")]
    [InlineData("12-garbage-collection-and-namespaces")]
    [InlineData("13-jobs")]
    [InlineData("14-pods-and-logs")]
    [InlineData("15-events")]
    [InlineData("16-lease")]
    [InlineData("17-auth")]
    public async Task Answers_are_as_recorded(string name)
    {
        var recording = Recording.Load(name);
        await using var stage = await ReplayStage.StartAsync(recording, TestContext.Current.CancellationToken);

        var (passed, failures, unused) = (0, new List<string>(), Exceptions.Of(name).Keys.ToHashSet());
        foreach (var exchange in stage.Scene.Order(recording))
        {
            await stage.Scene.BeforeAsync(stage, exchange);
            if (exchange.Request is null || exchange.Response is null)
            {
                continue;
            }
            var differences = exchange.IsStream
                ? await new StreamReplay(stage, exchange).RunAsync()
                : await ReplayAsync(stage, exchange);
            if (Exceptions.Of(name).ContainsKey(exchange.Index))
            {
                if (differences.Count > 0)
                {
                    unused.Remove(exchange.Index);
                }
            }
            else if (differences.Count > 0)
            {
                failures.Add($"#{exchange.Index} {exchange.Name}\n    {string.Join("\n    ", differences)}");
            }
            else
            {
                passed++;
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{name}: {passed} as recorded, {Exceptions.Of(name).Count} listed as different"
        );
        Assert.True(failures.Count == 0, $"{passed} as recorded, {failures.Count} not:\n{string.Join("\n", failures)}");
        Assert.True(unused.Count == 0, $"listed as different, but as recorded: {string.Join(", ", unused)}");
    }

    [Fact]
    public void Every_recording_is_replayed()
    {
        var replayed = typeof(ReplayTests)
            .GetMethod(nameof(Answers_are_as_recorded))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Cast<InlineDataAttribute>()
            .Select(a => (string)a.Data[0]!);
        var all = Directory
            .GetFiles(GoldenCluster.Path("exchanges"), "*.json")
            .Select(f => Path.GetFileNameWithoutExtension(f));
        Assert.Equal(all.Order(), replayed.Order());
    }

    private static async Task<List<string>> ReplayAsync(ReplayStage stage, Exchange exchange)
    {
        var differences = await stage.Replayer.ReplayAsync(exchange);
        // What controllers do takes its time.
        var isLater = exchange.Name.Contains(" later:", StringComparison.Ordinal);
        for (var i = 0; differences.Count > 0 && isLater && i < 30; i++)
        {
            await Task.Delay(100, stage.Cancel);
            differences = await stage.Replayer.ReplayAsync(exchange);
        }
        return differences;
    }
}
