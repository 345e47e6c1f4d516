using System.Text;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tests.Controllers;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class LogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-log");
    private readonly FakeTimeProvider _time = new();
    private readonly ContainerLog _log;

    public LogTests() => _log = new ContainerLog(Path.Combine(_folder.FullName, "0.log"), _time);

    public void Dispose()
    {
        _log.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_printed_is_read_back()
    {
        await PrintAsync("one\ntwo\n\nno end");
        Assert.Equal("one\ntwo\n\nno end", await ReadAsync(new()));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "two\n")]
    [InlineData(2, "one\ntwo\n")]
    [InlineData(9, "one\ntwo\n")]
    public async Task The_tail_is_the_last_lines(long lines, string expected)
    {
        await PrintAsync("one\ntwo\n");
        Assert.Equal(expected, await ReadAsync(new() { TailLines = lines }));
    }

    [Fact]
    public async Task A_line_longer_than_the_buffer_stays_one_line()
    {
        var line = new string('x', 100_000);
        await PrintAsync($"first\n{line}\n");
        Assert.Equal(line + "\n", await ReadAsync(new() { TailLines = 1 }));
        var stamped = await ReadAsync(new() { TailLines = 1, Timestamps = true });
        Assert.Equal($"2026-01-02T03:04:05.000000000Z {line}\n", stamped);
    }

    [Fact]
    public async Task Bytes_are_limited_and_times_are_shown()
    {
        await PrintAsync("hello\ntwo\n");
        Assert.Equal("hel", await ReadAsync(new() { LimitBytes = 3 }));
        Assert.Equal(
            "2026-01-02T03:04:05.000000000Z hello\n2026-01-02T03:04:05.000000000Z two\n",
            await ReadAsync(new() { Timestamps = true })
        );
    }

    [Fact]
    public async Task Only_what_is_young_enough_is_read()
    {
        await PrintAsync("old\n");
        _time.Advance(TimeSpan.FromSeconds(10));
        await PrintAsync("new\n");
        Assert.Equal("new\n", await ReadAsync(new() { SinceSeconds = 5 }));
        Assert.Equal("new\n", await ReadAsync(new() { SinceTime = _time.GetUtcNow() }));
        Assert.Equal("old\nnew\n", await ReadAsync(new() { SinceSeconds = 10 }));
    }

    [Fact]
    public async Task Following_brings_lines_as_they_come_and_ends_with_the_log()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await PrintAsync("one\n");
        var pieces = new LogReader(_log, new() { Follow = true }, _time.GetUtcNow()).ReadAsync(patience.Token);
        await using var reader = pieces.GetAsyncEnumerator(patience.Token);
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("one\n", Encoding.UTF8.GetString(reader.Current.Span));
        var next = reader.MoveNextAsync();
        Assert.False(next.IsCompleted);
        await PrintAsync("two\n");
        Assert.True(await next);
        Assert.Equal("two\n", Encoding.UTF8.GetString(reader.Current.Span));
        _log.Complete();
        Assert.False(await reader.MoveNextAsync());
    }

    [Theory]
    [InlineData(
        "tailLines",
        "-1",
        422,
        "PodLogOptions \"p\" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0"
    )]
    [InlineData("tailLines", "x", 400, "strconv.ParseInt: parsing \"x\": invalid syntax")]
    [InlineData("stream", "Stderr", 422, "PodLogOptions \"p\" is invalid: stream: Forbidden: may not be specified")]
    public void A_wrong_query_is_refused_as_recorded(string name, string value, int code, string message)
    {
        var refused = Assert.Throws<ApiError>(() => LogQuery.Parse("p", n => n == name ? value : null));
        Assert.Equal((code, message), (refused.Code, refused.Message));
    }

    [Fact]
    public async Task Logs_that_cannot_be_read_are_refused_as_recorded()
    {
        await using var node = TestNode.Start();
        node.CreatePod("ends", "echo hello");
        await node.UntilPhaseAsync("ends", "Succeeded");
        var previous = await Assert.ThrowsAsync<ApiError>(() => node.LogAsync("ends", new() { Previous = true }));
        Assert.Equal("previous terminated container \"main\" in pod \"ends\" not found", previous.Message);
        var unknown = await Assert.ThrowsAsync<ApiError>(() => node.LogAsync("ends", new() { Container = "nope" }));
        Assert.Equal("container nope is not valid for pod ends", unknown.Message);
        node.CreatePod(
            "pending",
            "",
            s => s["nodeSelector"] = new System.Text.Json.Nodes.JsonObject { ["no"] = "such" }
        );
        Assert.Null(
            node.Logs.Read(node.Store.Get(TestNode.Pod("pending"))!, new(), TestContext.Current.CancellationToken)
        );
    }

    private Task PrintAsync(string text) =>
        _log.CopyAsync("stdout", new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);

    private async Task<string> ReadAsync(LogQuery query)
    {
        var text = new StringBuilder();
        await foreach (var piece in new LogReader(_log, query, _time.GetUtcNow()).ReadAsync(CancellationToken.None))
        {
            text.Append(Encoding.UTF8.GetString(piece.Span));
        }
        return text.ToString();
    }
}
