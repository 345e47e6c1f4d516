using System.Collections.Concurrent;
using System.Diagnostics;
using ImageForge.Kube;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>Applies compositor jobs one after another and sees each through to its end in a watch that is open all along.</summary>
internal sealed class JobRuns : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _ends = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KubeClient _client;
    private readonly Task _watching;

    private JobRuns(KubeClient client, string version)
    {
        _client = client;
        _watching = WatchAsync(version);
    }

    public static async Task<JobRuns> StartAsync(KubeClient client)
    {
        var present = await client.ListAsync(CompositorJob.Type, "default", CancellationToken.None);
        return new JobRuns(client, present.ResourceVersion);
    }

    /// <returns>From just before the request to apply the job until the event that shows it completed has arrived.</returns>
    public async Task<TimeSpan> RunAsync(string name, int seed)
    {
        var job = CompositorJob.Named(name, seed);
        var end = _ends.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var start = Stopwatch.GetTimestamp();
        await _client.ApplyAsync(CompositorJob.Type, job, "imageforge-benchmarks", _stop.Token);
        var first = await Task.WhenAny(end.Task, _watching, Task.Delay(Patience));
        if (first == _watching)
        {
            await _watching;
        }

        return end.Task.IsCompleted
            ? Stopwatch.GetElapsedTime(start, await end.Task)
            : throw new BenchmarkException(
                $"GenerationJob {name} was not seen to end within {Patience.TotalSeconds} s"
            );
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(string version)
    {
        var options = new WatchOptions { ResourceVersion = version, Timeout = TimeSpan.FromMinutes(30) };
        await foreach (var change in _client.WatchAsync(CompositorJob.Type, "default", options, _stop.Token))
        {
            if (change is WatchEvent<Unstructured>.Modified { Object: var job })
            {
                Take(job, Stopwatch.GetTimestamp());
            }
        }
    }

    private void Take(Unstructured job, long now)
    {
        var end = _ends.GetOrAdd(job.Metadata.Name!, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        switch ($"{job.Json["status"]?["state"]}")
        {
            case "Completed":
                end.TrySetResult(now);
                break;
            case "Failed" or "Rejected":
                end.TrySetException(new BenchmarkException($"GenerationJob {job.Metadata.Name}: {job.Json["status"]}"));
                break;
            default:
                break;
        }
    }
}
