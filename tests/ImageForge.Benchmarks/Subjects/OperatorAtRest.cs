using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>What an operator without work holds and writes: bin/operator beside a development cluster that has none.</summary>
internal static class OperatorAtRest
{
    private const int Jobs = 20;

    /// <summary>The last job's events are written in batches: these are not writes at rest.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        await using var cluster = await DevCluster.StartAsync("--no-operator");
        await using var op = RunningProgram.Start(
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
            ]
        );
        await using (var jobs = await JobRuns.StartAsync(cluster.Client))
        {
            for (var i = 0; i < Jobs; i++)
            {
                await jobs.RunAsync($"rest-{i}", i);
            }
        }

        await Task.Delay(Settling);
        var before = await ObjectVersions.TakeAsync(cluster.Client);
        await Task.Delay(Rest);
        var memory = Machine.ResidentMegabytes(op.Id);
        var writes = ObjectVersions.Changes(before, await ObjectVersions.TakeAsync(cluster.Client));
        return
        [
            new($"operator at rest after {Jobs} jobs: resident memory", Unit.Megabytes, [memory], 100),
            new($"operator at rest: writes in {Rest.TotalSeconds} s", Unit.Writes, [writes], 0),
        ];
    }
}
