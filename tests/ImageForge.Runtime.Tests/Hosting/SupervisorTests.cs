using System.Diagnostics.Metrics;
using ImageForge.Runtime.Hosting;
using ImageForge.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Hosting;

/// <summary>Loops that throw.</summary>
public sealed class SupervisorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_loop_that_throws_is_started_again_later_each_time_and_told_of_for_a_while()
    {
        var supervisor = new Supervisor(NullLogger.Instance, _time);
        using var stop = new CancellationTokenSource();
        var starts = 0;
        var works = new TaskCompletionSource();
        var running = supervisor.RunAsync(
            "The loop",
            async cancellation =>
            {
                if (Interlocked.Increment(ref starts) < 4)
                {
                    throw new InvalidOperationException($"error {starts}");
                }
                works.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            },
            stop.Token
        );
        for (var failed = 1; failed < 4; failed++)
        {
            while (_time.Waiting == 0)
            {
                await Task.Delay(1, Cancel);
            }
            Assert.Equal(failed, starts);
            // The message may hold what not everybody may read.
            Assert.Equal(["The loop failed (InvalidOperationException); see the log."], supervisor.Problems);
            // 0.8 s, doubled each time, and up to as much again.
            _time.Advance(TimeSpan.FromSeconds(0.79 * Math.Pow(2, failed - 1)));
            Assert.Equal(failed, starts);
            _time.Advance(TimeSpan.FromSeconds(0.82 * Math.Pow(2, failed - 1)));
        }
        await works.Task.WaitAsync(Patience, Cancel);
        Assert.NotEmpty(supervisor.Problems);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(supervisor.Problems);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public void An_error_outside_the_loops_is_counted_and_told_of_for_a_while()
    {
        var source = $"{Guid.NewGuid()}";
        long counted = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "imageforge.unexpected.errors")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, tags, _) => counted += tags.Contains(new("source", source)) ? value : 0
        );
        listener.Start();
        var supervisor = new Supervisor(NullLogger.Instance, _time);
        supervisor.Report(source, new InvalidOperationException("/var/run/secret"));
        Assert.Equal(1, counted);
        var problem = Assert.Single(supervisor.Problems);
        Assert.Equal($"{source} failed (InvalidOperationException); see the log.", problem);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(supervisor.Problems);
    }

    [Fact]
    public async Task A_loop_that_ends_is_not_started_again_and_a_stop_ends_the_wait_for_a_restart()
    {
        var supervisor = new Supervisor(NullLogger.Instance, _time);
        var starts = 0;
        await supervisor.RunAsync("The loop", _ => Task.FromResult(starts++), Cancel).WaitAsync(Patience, Cancel);
        Assert.Equal(1, starts);

        using var stop = new CancellationTokenSource();
        var waiting = supervisor.RunAsync("Another", _ => throw new InvalidOperationException("error"), stop.Token);
        while (_time.Waiting == 0)
        {
            await Task.Delay(1, Cancel);
        }
        await stop.CancelAsync();
        await waiting.WaitAsync(Patience, Cancel);
    }
}
