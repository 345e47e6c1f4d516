using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Jobs from their creation to their end.</summary>
internal sealed class JobScene : WorkloadScene
{
    // A job that is suspended and resumed was recorded as it came to an end before what was done to it.
    private const int Suspended = 30;
    private const int SuspendedWatch = 31;
    private const int Resumed = 36;
    private const int ResumedForGood = 40;

    public override IEnumerable<Exchange> Order(Recording recording) =>
        recording.Exchanges.OrderBy(e =>
            e.Index switch
            {
                >= SuspendedWatch and < Resumed => (Suspended, 2, e.Index),
                >= Resumed and <= ResumedForGood => (Suspended, 1, e.Index),
                _ => (e.Index, 0, 0),
            }
        );

    public override async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        if (exchange.Index == 0)
        {
            LearnMachine(stage);
        }
        var (scenario, what) = Scenario(exchange);
        var name = NameOf(stage, scenario);
        if (what == "create")
        {
            MarkWatches(stage, scenario);
        }
        else if (what == "watch of the Job")
        {
            await stage.UntilAsync(Job(name), j => Has(j, "Complete") || Has(j, "Failed"));
            LearnPod(stage, name, stage.Recording.Exchanges[exchange.Index + 1]);
        }
        else if (what == "watch of its Pods")
        {
            await UntilPodsAsync(stage, name, p => !p.Finalizers().Any());
        }
        switch (exchange.Index)
        {
            case Resumed:
                await stage.UntilAsync(Job(name), j => Has(j, "Suspended"));
                break;
            case 38:
                await stage.UntilAsync(Job(name), j => j!.Number("status", "ready") == 1);
                break;
            case 39:
                await stage.UntilAsync(Job(name), j => Has(j, "Suspended") && j!.Number("status", "terminating") == 0);
                break;
            case 49:
                await UntilPodsAsync(stage, "pfp2", p => p["metadata"]!["ownerReferences"] is null);
                break;
            case 51:
                await UntilPodsAsync(stage, "pfp", _ => false);
                break;
        }
    }

    // Messages of a Job name its pod before the pods are looked at.
    private static void LearnPod(ReplayStage stage, string job, Exchange watch)
    {
        var recorded = watch.Response!["bodyLines"]!
            .AsArray()
            .Select(l => (string)l!["line"]!["object"]!["metadata"]!["name"]!)
            .Distinct()
            .ToList();
        var pods = PodsOf(stage, job);
        if (recorded.Count == 1 && pods.Count == 1)
        {
            stage.Replayer.Matcher.Learn(recorded[0], pods[0].Name());
        }
    }

    private static string NameOf(ReplayStage stage, string scenario) =>
        stage.Recording.Exchanges.FirstOrDefault(e => e.Name == scenario + ": create") is { } create
            ? (string)create.Request!["body"]!["metadata"]!["name"]!
            : "";

    private static async Task UntilPodsAsync(
        ReplayStage stage,
        string job,
        Func<System.Text.Json.Nodes.JsonObject, bool> isWanted
    )
    {
        // One that is gone waits for nothing.
        foreach (var pod in PodsOf(stage, job))
        {
            await stage.UntilAsync(Pod(pod.Name()), p => p is null || isWanted(p));
        }
    }
}
