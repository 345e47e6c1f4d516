using System.Globalization;
using ImageForge.Testing.Clusters;

namespace ImageForge.Scale;

/// <summary>
/// Waiting jobs until each has its child Job: the operator and the baseline alternately, each with a namespace of its own
/// on the same control plane, without a Job controller.
/// </summary>
internal static class ChildrenCreated
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task MeasureAsync(ScaleOptions options)
    {
        await using var cluster = await Cluster.StartAsync(ControlPlaneWorkloads.None, audits: false);
        Console.WriteLine(
            $"{options.Jobs} waiting jobs until each has a child Job and a status, {cluster.Description}"
        );
        List<(string Name, double Rate, double Cpu)> rows = [];
        for (var round = 1; round <= options.Rounds; round++)
        {
            // The server becomes slower with what it stores, so that each goes first in turn.
            foreach (var name in round % 2 == 1 ? (string[])["baseline", "operator"] : ["operator", "baseline"])
            {
                if (name == "operator")
                {
                    rows.Add(await RoundAsync(name, ns => MeasuredProcess.Operator(cluster, ns), round));
                }
                else if (options.Baseline is { } program)
                {
                    rows.Add(await RoundAsync(name, ns => MeasuredProcess.Baseline(program, cluster, ns), round));
                }
            }
        }

        foreach (var group in rows.GroupBy(row => row.Name))
        {
            Print($"{group.Key}, mean", group.Average(row => row.Rate), group.Average(row => row.Cpu));
        }

        if (options.Baseline is not null)
        {
            var (ours, theirs) = (rows.Where(r => r.Name == "operator"), rows.Where(r => r.Name == "baseline"));
            Print(
                "operator / baseline",
                ours.Average(r => r.Rate) / theirs.Average(r => r.Rate),
                ours.Average(r => r.Cpu) / theirs.Average(r => r.Cpu)
            );
        }

        async Task<(string, double, double)> RoundAsync(string name, Func<string, MeasuredProcess> start, int round)
        {
            var ns = $"scale-{name}-{round}";
            await cluster.CreateJobsAsync(ns, options.Jobs);
            await using var count = cluster.Count(ns, job => job.Status?.JobName is not null);
            await count.Synced;
            var before = Cluster.ServerCpuSeconds();
            await using var process = start(ns);
            await count.UntilAsync(options.Jobs, Patience, "accepted");
            var (rate, cpu) = (options.Jobs / process.Elapsed.TotalSeconds, process.CpuSeconds);
            var server = Cluster.ServerCpuSeconds() - before;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {name, -20} {rate, 7:0.0} jobs/s  {cpu, 6:0.00} s CPU  {cpu * 1000 / options.Jobs, 5:0.00} ms a job  peak {process.PeakMegabytes:0} MB  server {server * 1000 / options.Jobs:0.0} ms a job"
                )
            );
            return (name, rate, cpu);
        }
    }

    private static void Print(string name, double rate, double cpu) =>
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"  {name, -20} {rate, 7:0.00}         {cpu, 6:0.00}")
        );
}
