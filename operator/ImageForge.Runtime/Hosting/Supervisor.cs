using ImageForge.Runtime.Diagnostics;
using ImageForge.Runtime.Informers;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Hosting;

/// <summary>
/// Runs the loops that must not end: one that throws is logged, counted and started again, later each time. Safe for
/// concurrent use.
/// </summary>
/// <param name="logger">Where failures are logged.</param>
/// <param name="time">The clock.</param>
/// <param name="backoff">Waits before restarts.</param>
public sealed class Supervisor(ILogger logger, TimeProvider time, BackoffOptions? backoff = null)
{
    /// <summary>How long a loop counts as failing after its last failure: longer than the longest back-off.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Kind, long At)> _failures = new(StringComparer.Ordinal);

    /// <summary>
    /// What failed a short time ago, each with the type of its exception. Messages may hold what not everybody may read, such
    /// as paths or a program's output; they are in the log.
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
                        .Select(f => $"{f.Key} failed ({f.Value.Kind}); the log has the details."),
                ];
            }
        }
    }

    /// <summary>Runs a loop until it ends by itself or is cancelled.</summary>
    /// <param name="name">For logs, metrics and readiness.</param>
    /// <param name="loop">Can be started again after it threw.</param>
    /// <param name="cancellation">Ends the loop, and the waits before restarts.</param>
    public async Task RunAsync(string name, Func<CancellationToken, Task> loop, CancellationToken cancellation)
    {
        var waits = new Backoff(backoff ?? new BackoffOptions(), time, new Random());
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                // Also what is thrown before its first await.
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

    /// <summary>Logs and counts an error outside the loops, such as a timer's callback; readiness shows it for a while.</summary>
    /// <param name="name">What failed, for logs, metrics and readiness.</param>
    /// <param name="error">How.</param>
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
