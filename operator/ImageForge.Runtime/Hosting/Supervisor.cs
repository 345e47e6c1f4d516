using ImageForge.Runtime.Diagnostics;
using ImageForge.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Hosting;

/// <summary>
/// Runs long-lived loops: a loop that throws is logged, counted and restarted with exponential back-off.
/// Thread-safe.
/// </summary>
/// <param name="logger">Where failures are logged.</param>
/// <param name="time">The clock.</param>
/// <param name="backoff">Back-off of restarts.</param>
public sealed class Supervisor(ILogger logger, TimeProvider time, BackoffOptions? backoff = null)
{
    /// <summary>How long a loop counts as failing after its last failure; longer than the maximum back-off.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Kind, long At)> _failures = new(StringComparer.Ordinal);

    /// <summary>
    /// Recent failures with their exception types. Exception messages are only logged, since they may contain paths or
    /// program output.
    /// </summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock)
            {
                return
                [
                    .. _failures
                        .Where(f => time.GetElapsedTime(f.Value.At) < Memory)
                        .OrderBy(f => f.Key, StringComparer.Ordinal)
                        .Select(f => $"{f.Key} failed ({f.Value.Kind}); see the log."),
                ];
            }
        }
    }

    /// <summary>Runs a loop until it completes or is cancelled.</summary>
    /// <param name="name">For logs, metrics and readiness.</param>
    /// <param name="loop">The loop; restarted after an exception.</param>
    /// <param name="cancellation">Cancels the loop and its restarts.</param>
    public async Task RunAsync(string name, Func<CancellationToken, Task> loop, CancellationToken cancellation)
    {
        var waits = new Backoff(backoff ?? new BackoffOptions(), time, new Random());
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                // Catches exceptions before the first await too.
                await Task.Run(() => loop(cancellation), CancellationToken.None);
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                var wait = waits.Next();
                RuntimeMetrics.LoopRestarts.Add(1, new KeyValuePair<string, object?>("loop", name));
                Note(name, e);
                Log.Restarted(logger, name, wait.TotalSeconds, e);
                await Task.Delay(wait, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// Logs and counts an error outside the loops, such as in a timer callback; reported in readiness for a while.
    /// </summary>
    /// <param name="name">What failed, for logs, metrics and readiness.</param>
    /// <param name="error">The exception.</param>
    public void Report(string name, Exception error)
    {
        Note(name, error);
        Log.Unexpected(logger, name, error);
        RuntimeMetrics.UnexpectedErrors.Add(1, new KeyValuePair<string, object?>("source", name));
    }

    private void Note(string name, Exception e)
    {
        lock (_lock)
        {
            _failures[name] = (e.GetType().Name, time.GetTimestamp());
        }
    }
}
