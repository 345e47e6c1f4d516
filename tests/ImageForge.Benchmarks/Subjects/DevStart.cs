using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>How long `imageforge dev` takes from the start of its process until it says that it is ready.</summary>
internal static class DevStart
{
    private const int Warmups = 1;
    private const int Runs = 7;

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        var samples = new List<double>();
        for (var i = 0; i < Warmups + Runs; i++)
        {
            await using var cluster = await DevCluster.StartAsync();
            samples.Add(cluster.UntilReady.TotalMilliseconds);
        }

        return [new("imageforge dev: process start to ready", Unit.Milliseconds, samples[Warmups..], 800)];
    }
}
