using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>How long one job takes on the development cluster, from its being applied until it is seen to be completed.</summary>
internal static class JobLatency
{
    private const int Warmups = 2;
    private const int Runs = 13;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        await using var cluster = await DevCluster.StartAsync();
        await using var jobs = await JobRuns.StartAsync(cluster.Client);
        var samples = new List<double>();
        for (var i = 0; i < Warmups + Runs; i++)
        {
            samples.Add((await jobs.RunAsync($"latency-{i}", i)).TotalMilliseconds);
        }

        return [new("1024×768 compositor job: apply to Completed", Unit.Milliseconds, samples[Warmups..], 1500)];
    }
}
