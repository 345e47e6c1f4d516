using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Recording;
using ImageForge.Testing.Http;
using ImageForge.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Recording;

/// <summary>What of it reaches the server.</summary>
public sealed class EventRecorderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_events_are_written_before_the_stop_with_their_counts()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client);
        for (var n = 0; n < 5; n++)
        {
            recorder.Record(Samples.ConfigMap("job", 1), EventKind.Warning, "Failed", "Render", "It \"rained\" 🌧");
        }
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => false, stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal(["POST", "PATCH", "PATCH"], server.Requests.Select(request => request.Method));
        Assert.Equal("/apis/events.k8s.io/v1/namespaces/studio/events", server.Requests.First().Path);
        Assert.Contains("\"count\":5", server.Requests.Last().Body, StringComparison.Ordinal);
        Assert.Equal("application/merge-patch+json", server.Requests.Last().Headers["content-type"]);
    }

    [Fact]
    public async Task Ten_thousand_events_wait_and_more_are_dropped_and_counted()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client);
        Assert.Equal(0, DroppedOf(() => Record(recorder, 10_000)));
        Assert.Equal(1, DroppedOf(() => Record(recorder, 1)));
        Assert.Equal(2, DroppedOf(() => Record(recorder, 2)));
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => false, stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(10_000, (int?)Body(server.Requests.Last())["series"]?["count"]);

        static void Record(EventRecorder recorder, int count)
        {
            for (var n = 0; n < count; n++)
            {
                recorder.Record(Samples.ConfigMap("job", 1), EventKind.Normal, "Started", "Render", "now");
            }
        }
    }

    [Fact]
    public async Task While_reconciles_wait_five_events_a_second_are_written_after_a_burst()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client, _time);
        RecordOfMany(recorder, 101);
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => true, stop.Token);
        await WaitsAsync();
        Assert.Equal(25, server.Requests.Count);
        // However long reconciles wait.
        for (var second = 1; second <= 15; second++)
        {
            await PassAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(25 + (5 * second), server.Requests.Count);
        }
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Events_are_written_at_full_rate_as_soon_as_no_reconcile_waits()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client, _time);
        RecordOfMany(recorder, 300);
        var isBusy = true;
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => Volatile.Read(ref isBusy), stop.Token);
        await WaitsAsync();
        Assert.Equal(25, server.Requests.Count);
        Volatile.Write(ref isBusy, false);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        await UntilAsync(() => server.Requests.Count == 300);
        // Nothing waits, so nothing is checked.
        Assert.Equal(1, _time.Waiting);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task The_last_events_are_written_at_full_rate_while_reconciles_wait()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client, _time);
        RecordOfMany(recorder, 300);
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => true, stop.Token);
        await WaitsAsync();
        Assert.Equal(25, server.Requests.Count);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal(300, server.Requests.Count);
    }

    [Fact]
    public async Task Events_have_the_times_at_which_they_happened()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client, _time);
        // The second is of the first's series, the third is not.
        foreach (var minutes in (int[])[5, 5, 7])
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            recorder.Record(Samples.ConfigMap("job", 1), EventKind.Normal, "Started", "Render", "now");
        }
        _time.Advance(TimeSpan.FromHours(1));
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => false, stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal(["POST", "PATCH", "POST"], server.Requests.Select(request => request.Method));
        var bodies = server.Requests.Select(Body).ToList();
        Assert.Equal("2026-01-02T03:09:05.000000Z", (string?)bodies[0]["eventTime"]);
        Assert.Equal("2026-01-02T03:14:05.000000Z", (string?)bodies[1]["series"]?["lastObservedTime"]);
        Assert.Equal("2026-01-02T03:21:05.000000Z", (string?)bodies[2]["eventTime"]);
    }

    [Fact]
    public async Task Series_are_counted_and_kept_while_their_occurrences_wait()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client, _time, TimeSpan.FromSeconds(1));
        for (var n = 0; n < 3; n++)
        {
            RecordOne();
        }
        RecordOfMany(recorder, 50);
        RecordOne();
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => true, stop.Token);
        await WaitsAsync();
        Assert.Empty(Counts(3));
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.Single(Counts(3));
        await PassAsync(TimeSpan.FromSeconds(3));
        Assert.Empty(Counts(4));
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        // Written five seconds after the end of the series, but it happened before.
        Assert.Single(Counts(4));
        Assert.Equal(51, server.Requests.Count(request => request.Method == "POST"));

        void RecordOne() => recorder.Record(Samples.ConfigMap("one", 1), EventKind.Normal, "Started", "Render", "now");

        IEnumerable<ScriptedRequest> Counts(int count) =>
            server.Requests.Where(request => (int?)Body(request)["series"]?["count"] == count);
    }

    [Fact]
    public async Task An_event_waits_for_a_credential_that_cannot_be_had_for_a_while()
    {
        await using var server = new ScriptedServer(EchoAsync);
        using var token = new LateToken();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address, TokenFile = token.File });
        var recorder = Recorder(client);
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => false, stop.Token);
        recorder.Record(Samples.ConfigMap("job", 1), EventKind.Normal, "Started", "Render", "now");
        await LateToken.IsMissedAsync(client, Cancel);
        token.Write();
        // Another's call that gets through ends the wait.
        await client.CreateAsync(CoreResources.ConfigMaps, Samples.ConfigMap("other", 1), Cancel);
        while (server.Requests.Count < 2)
        {
            Assert.False(running.IsCompleted, $"It ended: {running.Exception}");
            await Task.Delay(5, Cancel);
        }
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal(2, server.Requests.Count);
    }

    private static EventRecorder Recorder(KubeClient client, TimeProvider? time = null, TimeSpan? seriesPeriod = null)
    {
        var options = new EventRecorderOptions
        {
            ReportingController = "imageforge.dev/operator",
            ReportingInstance = "operator-0",
            Time = time ?? TimeProvider.System,
        };
        return new(client, options with { SeriesPeriod = seriesPeriod ?? options.SeriesPeriod }, NullLogger.Instance);
    }

    private static void RecordOfMany(EventRecorder recorder, int objects)
    {
        for (var n = 0; n < objects; n++)
        {
            recorder.Record(Samples.ConfigMap($"job-{n}", 1), EventKind.Normal, "Started", "Render", "now");
        }
    }

    /// <summary>The drops that an action on this thread counts.</summary>
    private static long DroppedOf(Action action)
    {
        long dropped = 0;
        var thread = Environment.CurrentManagedThreadId;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Name == "imageforge.events.dropped")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, value, _, _) => dropped += Environment.CurrentManagedThreadId == thread ? value : 0
        );
        listener.Start();
        action();
        return dropped;
    }

    private static JsonNode Body(ScriptedRequest request) => JsonNode.Parse(request.Body)!;

    /// <summary>Lets time pass as the recorder's timers let it.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (var passed = TimeSpan.Zero; passed < span; passed += step)
        {
            _time.Advance(step);
            await WaitsAsync();
        }
    }

    /// <summary>Until the recorder waits, besides for the end of a series' period.</summary>
    private Task WaitsAsync() => UntilAsync(() => _time.Waiting == 2);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        impatient.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(1, impatient.Token);
        }
    }

    private static Task EchoAsync(ScriptedExchange exchange) =>
        exchange.AnswerAsync(201, """{"metadata":{"name":"e","namespace":"studio","resourceVersion":"1"}}""");
}
