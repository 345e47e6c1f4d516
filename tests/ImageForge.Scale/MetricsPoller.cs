using System.Globalization;

namespace ImageForge.Scale;

/// <summary>Reads the operator's metrics once a second.</summary>
internal sealed class MetricsPoller : IAsyncDisposable
{
    private const string Duration = "imageforge_reconcile_duration_seconds_bucket{controller=\"generationjobs\",le=\"";
    private const string Depth = "imageforge_queue_depth{controller=\"generationjobs\"} ";

    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _address;
    private readonly Task _polling;

    public MetricsPoller(Uri address)
    {
        _address = new Uri(address, "/metrics");
        _polling = PollAsync();
    }

    /// <summary>The most keys that were queued when the metrics were read.</summary>
    public int DeepestQueue { get; private set; }

    /// <summary>Reconciles of jobs so far, and the bound of the histogram's bucket with their 99th percentile, in seconds.</summary>
    public async Task<(long Count, double Percentile99)> ReconcilesAsync()
    {
        var lines = await ReadAsync();
        var buckets = lines
            .Where(line => line.StartsWith(Duration, StringComparison.Ordinal))
            .Select(line => line[Duration.Length..].Split("\"} "))
            .Select(parts => (Bound: parts[0], Count: long.Parse(parts[1], CultureInfo.InvariantCulture)))
            .ToList();
        var all = buckets[^1].Count;
        var bound = buckets.First(bucket => bucket.Count >= all * 0.99).Bound;
        return (all, bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling;
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task PollAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var line in await ReadAsync())
            {
                if (line.StartsWith(Depth, StringComparison.Ordinal))
                {
                    DeepestQueue = Math.Max(
                        DeepestQueue,
                        int.Parse(line[Depth.Length..], CultureInfo.InvariantCulture)
                    );
                }
            }

            await Task.Delay(1000, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string[]> ReadAsync() => (await _http.GetStringAsync(_address)).Split('\n');
}
