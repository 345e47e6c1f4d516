using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>Replays an exchange that was answered by a stream: its lines, when they came, and that it ended.</summary>
internal sealed partial class StreamReplay(ReplayStage stage, Exchange exchange)
{
    // So long nothing comes before time is moved on: a line is there in a few milliseconds.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    // A server sends its bookmarks within two seconds of when they are due.
    private const double Tolerance = 2.1;

    private readonly List<(string Line, double Seconds)> _lines = [];
    private DateTimeOffset _begin;
    private string? _broken;

    /// <summary>The differences between the recorded stream and the one that comes.</summary>
    public async Task<List<string>> RunAsync()
    {
        var timers = stage.Time?.Waiting ?? 0;
        _begin = Now;
        using var response = await stage.Replayer.OpenAsync(exchange, Path);
        await using var body = await response.Content.ReadAsStreamAsync(stage.Cancel);
        var incoming = Channel.CreateUnbounded<string>();
        var reading = ReadAsync(new StreamReader(body), incoming.Writer);

        await UntilWaitingAsync(timers, reading);
        await DrainAsync(incoming.Reader);
        await stage.Scene.MeanwhileAsync(stage, exchange);
        await DrainAsync(incoming.Reader);
        var hasEnded = await PassTimeAsync(incoming.Reader, reading);
        if (hasEnded)
        {
            await reading;
        }
        while (incoming.Reader.TryRead(out var line))
        {
            Take(line);
        }

        var differences = stage.Replayer.CompareHead(exchange, response, string.Join('\n', _lines.Select(l => l.Line)));
        if (_broken is not null)
        {
            differences.Add(_broken);
        }
        if (!hasEnded)
        {
            differences.Add("the stream did not end");
        }
        var recorded = exchange.Response!["bodyLines"]!.AsArray();
        if (stage.Scene.IsProgress(exchange))
        {
            differences.AddRange(
                new ProgressMatcher(stage.Replayer.Matcher).Compare(
                    [.. recorded.Select(l => l!["line"]!.AsObject())],
                    [.. _lines.Select(l => JsonNode.Parse(l.Line)!.AsObject())]
                )
            );
        }
        else
        {
            Compare(recorded, differences);
        }
        return differences;
    }

    private DateTimeOffset Now => (stage.Time ?? TimeProvider.System).GetUtcNow();

    // Where everything has happened already there is nothing to wait for.
    private string Path =>
        stage.Scene.IsProgress(exchange) ? TimeoutSeconds().Replace(exchange.Path, "timeoutSeconds=1") : exchange.Path;

    private TimeSpan Timeout =>
        TimeoutSeconds().Match(Path) is { Success: true } found
            ? TimeSpan.FromSeconds(int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture))
            : TimeSpan.FromSeconds(30);

    private async Task ReadAsync(StreamReader reader, ChannelWriter<string> lines)
    {
        try
        {
            while (await reader.ReadLineAsync(stage.Cancel) is { } line)
            {
                await lines.WriteAsync(line, stage.Cancel);
            }
        }
        catch (HttpIOException e)
        {
            _broken = e.Message;
        }
        lines.Complete();
    }

    // The head of the answer comes before the server has set the timer that ends it.
    private async Task UntilWaitingAsync(int before, Task reading)
    {
        var watch = Stopwatch.StartNew();
        while (
            stage.Time is { } time && time.Waiting <= before && !reading.IsCompleted && watch.Elapsed.TotalSeconds < 5
        )
        {
            await Task.Delay(5, stage.Cancel);
        }
    }

    private async Task<bool> PassTimeAsync(ChannelReader<string> lines, Task reading)
    {
        if (stage.Time is not { } time)
        {
            await Task.WhenAny(reading, Task.Delay(Timeout + TimeSpan.FromSeconds(10), stage.Cancel));
            return reading.IsCompleted;
        }
        while (!reading.IsCompleted && Now - _begin < Timeout + Step)
        {
            time.Advance(Step);
            await DrainAsync(lines);
        }
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(5), stage.Cancel));
        return reading.IsCompleted;
    }

    private async Task DrainAsync(ChannelReader<string> lines)
    {
        while (true)
        {
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(stage.Cancel);
            silence.CancelAfter(Silence);
            try
            {
                if (!await lines.WaitToReadAsync(silence.Token))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (!stage.Cancel.IsCancellationRequested)
            {
                return;
            }
            while (lines.TryRead(out var line))
            {
                Take(line);
            }
        }
    }

    private void Take(string line) => _lines.Add((line, (Now - _begin).TotalSeconds));

    private void Compare(JsonArray recorded, List<string> differences)
    {
        if (recorded.Count != _lines.Count)
        {
            differences.Add(
                $"{_lines.Count} lines, recorded {recorded.Count}:\n      {string.Join("\n      ", _lines.Select(l => l.Line))}"
            );
        }
        for (var i = 0; i < Math.Min(recorded.Count, _lines.Count); i++)
        {
            var (line, seconds) = _lines[i];
            differences.AddRange(
                stage
                    .Replayer.Matcher.Compare(recorded[i]!["line"], Parse(line), Replayer.Cut(exchange))
                    .Select(d => $"line {i}: {d}")
            );
            var due = (double)recorded[i]!["afterSeconds"]!;
            if (stage.Time is not null && Math.Abs(due - seconds) > Tolerance)
            {
                differences.Add($"line {i}: after {seconds} s, recorded {due} s");
            }
        }
    }

    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return line;
        }
    }

    [GeneratedRegex(@"timeoutSeconds=(\d+)")]
    private static partial Regex TimeoutSeconds();
}
