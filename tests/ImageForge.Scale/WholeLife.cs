using System.Globalization;
using System.Net;
using System.Text.Json;
using ImageForge.Api.Common;
using ImageForge.Testing.Clusters;

namespace ImageForge.Scale;

/// <summary>Jobs from their creation to their deletion, with runners that succeed at once.</summary>
internal static class WholeLife
{
    private const string Namespace = "scale";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    // The API server collects the garbage of its caches during every second or third start, which takes a second of both cores.
    private const int Starts = 7;

    public static async Task MeasureAsync(ScaleOptions options)
    {
        await using var cluster = await Cluster.StartAsync(ControlPlaneWorkloads.Controllers, audits: true);
        Console.WriteLine($"{options.Jobs} jobs from creation to deletion, instant runners, {cluster.Description}");
        await using var runners = new InstantRunners(cluster);
        await using (var process = MeasuredProcess.Operator(cluster, null))
        {
            await RunAsync(cluster, process, options.Jobs);
        }

        await RestartAsync(cluster, options.Jobs);
        await runners.StopAsync();
    }

    private static async Task RunAsync(Cluster cluster, MeasuredProcess process, int jobs)
    {
        var address = await process.AddressAsync();
        await using var metrics = new MetricsPoller(address);
        await using var accepted = cluster.Count(Namespace, job => job.Status?.JobName is not null);
        await using var completed = cluster.Count(Namespace, job => job.Status?.State == JobState.Completed);
        await Task.WhenAll(accepted.Synced, completed.Synced);
        var begun = TimeProvider.System.GetTimestamp();
        var cpu = process.CpuSeconds;
        var creating = cluster.CreateJobsAsync(Namespace, jobs);
        await accepted.UntilAsync(jobs, Patience, "accepted");
        var untilAccepted = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        await completed.UntilAsync(jobs, Patience, "completed");
        var untilCompleted = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        var created = (await creating).TotalSeconds;
        Row("resources created", $"{jobs / created:0} /s");
        Row("child Jobs created", $"{jobs / untilAccepted:0} /s, in {untilAccepted:0.0} s");
        Row("all Completed", $"in {untilCompleted:0.0} s");
        await Task.Delay(Settling);
        Row("CPU", $"{process.CpuSeconds - cpu:0.0} s, {(process.CpuSeconds - cpu) * 1000 / jobs:0.00} ms a job");
        var reconciles = await metrics.ReconcilesAsync();
        Row(
            "reconciles a job; p99",
            $"{(double)reconciles.Count / jobs:0.0}; at most {reconciles.Percentile99 * 1000:0} ms"
        );
        Row("longest queue", $"{metrics.DeepestQueue} keys");
        Row("memory: peak; after", $"{process.PeakMegabytes:0}; {process.ResidentMegabytes:0} MB");
        if (cluster.AuditFile is not { } audit)
        {
            Row("writes", $"unknown: this cluster keeps no audit log here");
            return;
        }

        var writes = await SettledAsync(audit);
        foreach (var (what, count) in writes.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            Row($"  {what}", $"{(double)count / jobs:0.00} a job");
        }

        Row("writes a job", $"{(double)writes.Values.Sum() / jobs:0.00}");
        await Task.Delay(Rest);
        Row("writes at rest", $"{Writes(audit).Values.Sum() - writes.Values.Sum()} in {Rest.TotalSeconds:0} s");
    }

    private static async Task RestartAsync(Cluster cluster, int jobs)
    {
        List<double> ready = [];
        List<double> cpu = [];
        double peak = 0;
        for (var start = 0; start < Starts; start++)
        {
            await using var process = MeasuredProcess.Operator(cluster, null);
            await ReadyAsync(await process.AddressAsync());
            ready.Add(process.Elapsed.TotalSeconds);
            await Task.Delay(Settling);
            cpu.Add(process.CpuSeconds);
            peak = Math.Max(peak, process.PeakMegabytes);
        }

        ready.Sort();
        cpu.Sort();
        Row(
            $"start to ready, {jobs} finished, median of {Starts}",
            $"{ready[Starts / 2]:0.0} s, {ready[0]:0.0} to {ready[^1]:0.0}"
        );
        Row("  CPU of the start, median; peak memory", $"{cpu[Starts / 2]:0.0} s; {peak:0} MB");
        await using var last = MeasuredProcess.Operator(cluster, null);
        await ReadyAsync(await last.AddressAsync());
        Row("all deleted", $"in {(await cluster.DeleteJobsAsync(Namespace, jobs, Patience)).TotalSeconds:0.0} s");
    }

    private static async Task ReadyAsync(Uri address)
    {
        using var http = new HttpClient();
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(address, "/readyz"));
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(10);
        }
    }

    /// <summary>The writes once none has come for a while: events are written one after the other, behind the rest.</summary>
    private static async Task<Dictionary<string, int>> SettledAsync(string audit)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < Patience)
        {
            var before = Writes(audit);
            await Task.Delay(Settling);
            if (Writes(audit) is var after && after.Values.Sum() == before.Values.Sum())
            {
                return after;
            }
        }

        throw new ScaleException($"the operator still writes after {Patience.TotalSeconds} s");
    }

    /// <summary>The operator's writes by verb and resource.</summary>
    private static Dictionary<string, int> Writes(string audit)
    {
        var writes = new Dictionary<string, int>();
        using var file = new FileStream(audit, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains("imageforge-operator/", StringComparison.Ordinal) || !line.EndsWith('}'))
            {
                continue;
            }

            using var record = JsonDocument.Parse(line);
            var verb = record.RootElement.GetProperty("verb").GetString()!;
            if (verb is not ("create" or "update" or "patch" or "delete"))
            {
                continue;
            }

            var target = record.RootElement.GetProperty("objectRef");
            var resource = target.GetProperty("resource").GetString();
            var what = target.TryGetProperty("subresource", out var sub)
                ? $"{verb} {resource}/{sub.GetString()}"
                : $"{verb} {resource}";
            writes[what] = writes.GetValueOrDefault(what) + 1;
        }

        return writes;
    }

    private static void Row(string what, FormattableString value) =>
        Console.WriteLine($"  {what, -40} {value.ToString(CultureInfo.InvariantCulture)}");
}
