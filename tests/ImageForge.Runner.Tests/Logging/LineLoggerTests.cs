using System.Text;
using System.Text.Json;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ImageForge.Runner.Tests.Logging;

public sealed class LineLoggerTests
{
    private static readonly TimeProvider Clock = new FixedClock();

    [Fact]
    public void An_event_is_one_json_object_a_line_with_its_fields()
    {
        using var stream = new MemoryStream();
        var logger = new JsonLineLogger(stream, Clock);
        logger.PictureFinished(2, "abc", 123);
        logger.LeftOut("compose.signals[0]", "two\nlines \"quoted\"");
        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        var root = first.RootElement;
        Assert.Equal("2026-11-21T13:00:00Z", root.GetProperty("time").GetString());
        Assert.Equal("info", root.GetProperty("level").GetString());
        Assert.Equal("PictureFinished", root.GetProperty("event").GetString());
        Assert.Equal(2, root.GetProperty("variant").GetInt32());
        Assert.Equal(123, root.GetProperty("bytes").GetInt64());
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal("warning", second.RootElement.GetProperty("level").GetString());
    }

    [Fact]
    public void People_get_a_clock_and_a_sentence()
    {
        using var stream = new MemoryStream();
        new TextLineLogger(stream, Clock).StageStarted(Stage.Generating);
        Assert.Equal(
            $"13:00:00.000 Stage Generating started{Environment.NewLine}",
            Encoding.UTF8.GetString(stream.ToArray())
        );
    }

    [Fact]
    public async Task Lines_stay_whole_whoever_writes()
    {
        using var stream = new MemoryStream();
        var logger = new JsonLineLogger(stream, Clock);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(() => Write(logger, w))));
        var lines = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
        Assert.Equal(800, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    private static void Write(ILogger logger, int writer)
    {
        for (var i = 0; i < 100; i++)
        {
            logger.PictureFinished(writer, "abc", i);
        }
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 13, 0, 0, TimeSpan.Zero);
    }
}
