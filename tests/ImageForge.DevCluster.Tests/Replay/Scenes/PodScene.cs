using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Pods from their creation to their end, and their logs.</summary>
internal sealed class PodScene : WorkloadScene
{
    // The jobs that the recording of jobs had left, with the names that their pods had there.
    private static readonly (string Create, string[] Pods)[] Earlier =
    [
        ("complete: create", ["complete-qj44s"]),
        ("backoffLimit 1: create", ["backoff-c8dhf", "backoff-tbqhf"]),
        ("podFailurePolicy Ignore on DisruptionTarget, exit 1 counts: create", ["pfp2-x4czh"]),
    ];

    public override async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        if (exchange.Index == 0)
        {
            LearnMachine(stage);
            await CreateEarlierAsync(stage);
        }
        var (scenario, what) = Scenario(exchange);
        if (what == "create")
        {
            MarkWatches(stage, scenario);
        }
        else if (what == "status progression")
        {
            await UntilEndAsync(stage, scenario);
        }
        switch (exchange.Index)
        {
            case 7:
                // What was printed is then more than a second old.
                await Task.Delay(TimeSpan.FromSeconds(1.2), stage.Cancel);
                break;
            case 33:
                await stage.UntilAsync(Pod("killed"), p => p.Text("status", "phase") == "Running");
                // Until the shell has set its trap it would obey: the recording left it three seconds.
                await Task.Delay(TimeSpan.FromMilliseconds(300), stage.Cancel);
                break;
            case 37:
                await stage.PostAsync("/api/v1/namespaces/jobs/pods", Follow);
                await stage.UntilAsync(Pod("follow"), p => p.Text("status", "phase") == "Running");
                break;
        }
    }

    private const string Follow = """
        {"metadata":{"name":"follow"},"spec":{"restartPolicy":"Never","automountServiceAccountToken":false,
         "terminationGracePeriodSeconds":1,"containers":[{"name":"main","image":"local/busybox:1","imagePullPolicy":"Never",
         "args":["-c","for i in 1 2 3 4; do echo line $i; sleep 0.3; done"]}]}}
        """;

    private static async Task CreateEarlierAsync(ReplayStage stage)
    {
        var jobs = Recording.Load("13-jobs");
        foreach (var (create, pods) in Earlier)
        {
            var body = jobs.Exchanges.First(e => e.Name == create).Request!["body"]!;
            await stage.PostAsync(
                "/apis/batch/v1/namespaces/jobs/jobs",
                stage.Replayer.Matcher.Translate(body.ToJsonString(Http.JsonText.Options))
            );
            var name = (string)body["metadata"]!["name"]!;
            await stage.UntilAsync(Job(name), j => Has(j, "Complete") || Has(j, "Failed"));
            foreach (var (recorded, pod) in pods.Zip(PodsOf(stage, name)))
            {
                await stage.UntilAsync(Pod(pod.Name()), p => !p!.Finalizers().Any());
                stage.Replayer.Matcher.Learn(recorded, pod.Name());
            }
        }
        await stage.PostAsync("/api/v1/namespaces/jobs/pods", Done);
        await stage.UntilAsync(Pod("susp-lxcl6"), p => p.Text("status", "phase") == "Succeeded");
    }

    // All that is left of a job that was suspended.
    private const string Done = """
        {"metadata":{"name":"susp-lxcl6"},"spec":{"restartPolicy":"Never","automountServiceAccountToken":false,
         "containers":[{"name":"main","image":"local/busybox:1","imagePullPolicy":"Never","args":["-c","true"]}]}}
        """;

    private static Task UntilEndAsync(ReplayStage stage, string scenario)
    {
        var created = stage.Recording.Exchanges.First(e => e.Name == scenario + ": create");
        var pod = Pod((string)created.Request!["body"]!["metadata"]!["name"]!);
        return stage.UntilAsync(
            pod,
            p =>
                scenario switch
                {
                    "unschedulable pod" => p!["status"]!
                        .ToJsonString()
                        .Contains("Unschedulable", StringComparison.Ordinal),
                    "image never there" => p!["status"]!
                        .ToJsonString()
                        .Contains("ErrImageNeverPull", StringComparison.Ordinal),
                    _ when scenario.StartsWith("deleted", StringComparison.Ordinal) => p is null,
                    _ => p.Text("status", "phase") is "Succeeded" or "Failed",
                }
        );
    }
}
