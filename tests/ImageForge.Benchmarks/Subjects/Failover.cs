using System.Diagnostics;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;
using ImageForge.Kube;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>How long nobody works when the leader goes: from its end until another has looked at a job that was applied then.</summary>
internal static class Failover
{
    private const double BoundMilliseconds = 20_000;
    private static readonly ObjectKey Lease = new("default", "imageforge-operator");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        await using var cluster = await DevCluster.StartAsync("--no-operator");
        await using var first = Start(cluster, "operator-a");
        await UntilAsync(async () => await HolderAsync(cluster) is "operator-a", "operator-a leads");
        await using var second = Start(cluster, "operator-b");
        await second.LineAsync("started");
        await ReconciledAsync(cluster, "before", 1);

        var killed = Stopwatch.GetTimestamp();
        first.Kill();
        await ReconciledAsync(cluster, "after-kill", 2);
        var afterKill = Stopwatch.GetElapsedTime(killed);

        await using var third = Start(cluster, "operator-c");
        await third.LineAsync("started");
        // A standby that has been there for a while, not one whose caches are still filled.
        await Task.Delay(Settling);
        var stopped = Stopwatch.GetTimestamp();
        await second.DisposeAsync();
        await ReconciledAsync(cluster, "after-stop", 3);
        var afterStop = Stopwatch.GetElapsedTime(stopped);
        return
        [
            new(
                "leader killed: until another has reconciled",
                Unit.Milliseconds,
                [afterKill.TotalMilliseconds],
                BoundMilliseconds
            ),
            new(
                "leader stopped: until another has reconciled",
                Unit.Milliseconds,
                [afterStop.TotalMilliseconds],
                BoundMilliseconds
            ),
        ];
    }

    private static RunningProgram Start(DevCluster cluster, string name) =>
        RunningProgram.Start(
            "operator",
            [
                "--kubeconfig",
                cluster.Kubeconfig,
                "--default-store",
                cluster.StoreUri,
                "--allow-file-uris",
                "--runner-image",
                "imageforge/runner",
                "--port",
                "0",
                "--leader-elect",
            ],
            ("POD_NAME", name)
        );

    private static async Task<string?> HolderAsync(DevCluster cluster)
    {
        try
        {
            var lease = await cluster.Client.GetAsync(CoreResources.Leases, Lease, CancellationToken.None);
            return lease.Spec?.HolderIdentity?.Split('_')[0];
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private static async Task ReconciledAsync(DevCluster cluster, string name, int seed)
    {
        var job = CompositorJob.Named(name, seed);
        await cluster.Client.ApplyAsync(CompositorJob.Type, job, "imageforge-benchmarks", CancellationToken.None);
        await UntilAsync(
            async () =>
                (await cluster.Client.GetAsync(CompositorJob.Type, ObjectKey.Of(job), CancellationToken.None))
                    .Json["status"]
                    ?["planHash"]
                    is not null,
            $"GenerationJob {name} is reconciled"
        );
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new BenchmarkException($"not within {Patience.TotalSeconds} s: {what}");
            }

            await Task.Delay(Glance);
        }
    }
}
