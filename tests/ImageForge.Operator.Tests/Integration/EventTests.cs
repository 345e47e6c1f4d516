using ImageForge.Kube;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>What repeated events are on an API server.</summary>
public class EventTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Same_event_again_and_again_is_one_object_with_a_count()
    {
        await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
        var job = await scenario.ApplyAsync("market", Scenario.Rain);
        var recorder = new EventRecorder(
            scenario.Client,
            new EventRecorderOptions
            {
                ReportingController = "imageforge.dev/operator",
                ReportingInstance = "operator-0",
            },
            NullLogger.Instance
        );
        for (var n = 0; n < 7; n++)
        {
            recorder.Record(job, EventKind.Warning, "Retrying", "Reconcile", "The store does not answer.");
        }

        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(() => false, stop.Token);
        await stop.CancelAsync();
        await running;

        var written = Assert.Single(await scenario.ListAsync(CoreResources.Events));
        Assert.Equal(7, written.Series?.Count);
        Assert.Equal(("Retrying", "Warning"), (written.Reason, written.Type));
        Assert.Equal(job.Metadata.Uid, written.Regarding?.Uid);
    }
}
