using ImageForge.Api.GenerationJobs;
using ImageForge.Runtime.Informers;

namespace ImageForge.Scale;

/// <summary>Counts jobs that meet a condition.</summary>
internal sealed class JobCount : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly HashSet<string> _met = [];

    public JobCount(Informer<GenerationJob> informer, Func<GenerationJob, bool> meets)
    {
        informer.Subscribe(change =>
        {
            lock (_met)
            {
                if (change.New is { } job && meets(job))
                {
                    _met.Add(job.Metadata.Uid!);
                }
            }
        });
        _running = Task.Run(() => informer.RunAsync(_stop.Token));
        Synced = informer.Synced;
    }

    public Task Synced { get; }

    public int Met
    {
        get
        {
            lock (_met)
            {
                return _met.Count;
            }
        }
    }

    public async Task UntilAsync(int count, TimeSpan patience, string what)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (Met < count)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > patience)
            {
                throw new ScaleException($"{Met} of {count} jobs are {what} after {patience.TotalSeconds} s");
            }

            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
