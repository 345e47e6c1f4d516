using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Recording;
using ImageForge.Testing.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Recording;

/// <summary>What of it reaches the server.</summary>
public sealed class EventRecorderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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
        var running = recorder.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal(["POST", "PATCH", "PATCH"], server.Requests.Select(request => request.Method));
        Assert.Equal("/apis/events.k8s.io/v1/namespaces/studio/events", server.Requests.First().Path);
        Assert.Contains("\"count\":5", server.Requests.Last().Body, StringComparison.Ordinal);
        Assert.Equal("application/merge-patch+json", server.Requests.Last().Headers["content-type"]);
    }

    [Fact]
    public async Task More_events_than_can_wait_are_dropped_and_nobody_is_blocked()
    {
        await using var server = OperatorRole.Serve(EchoAsync);
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var recorder = Recorder(client, queueSize: 3);
        for (var n = 0; n < 10; n++)
        {
            recorder.Record(Samples.ConfigMap("job", 1), EventKind.Normal, "Started", "Render", $"{n}");
        }
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task An_event_waits_for_a_credential_that_cannot_be_had_for_a_while()
    {
        await using var server = new ScriptedServer(EchoAsync);
        using var token = new LateToken();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address, TokenFile = token.File });
        var recorder = Recorder(client);
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(stop.Token);
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

    private static EventRecorder Recorder(KubeClient client, int queueSize = 1000) =>
        new(
            client,
            new EventRecorderOptions
            {
                ReportingController = "imageforge.dev/operator",
                ReportingInstance = "operator-0",
                QueueSize = queueSize,
            },
            NullLogger.Instance
        );

    private static Task EchoAsync(ScriptedExchange exchange) =>
        exchange.AnswerAsync(201, """{"metadata":{"name":"e","namespace":"studio","resourceVersion":"1"}}""");
}
