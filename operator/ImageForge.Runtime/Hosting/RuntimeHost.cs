using ImageForge.Kube;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Election;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Recording;

namespace ImageForge.Runtime.Hosting;

/// <summary>
/// Starts and stops the parts in order. Caches fill at once, also without leadership, so that a new leader is quick;
/// controllers run while leading. On stop: not ready, no new work, running work ends, caches stop, the Lease is
/// released, events are written.
/// </summary>
/// <param name="informers">The caches.</param>
/// <param name="controllers">The controllers.</param>
/// <param name="recorder">The events.</param>
/// <param name="elector">Leadership; null to work without.</param>
/// <param name="supervisor">Restarts the loops of these parts.</param>
/// <param name="availability">Whether calls to the API server get through.</param>
public sealed class RuntimeHost(
    IReadOnlyList<IInformer> informers,
    IReadOnlyList<Controller> controllers,
    EventRecorder recorder,
    LeaderElector? elector,
    Supervisor supervisor,
    Availability availability
)
{
    private volatile bool _isStopping;

    /// <summary>
    /// What is wrong at this moment, each as a sentence: the stop has begun, caches are not filled, the API server cannot be
    /// reached, a loop fails. Ready when empty.
    /// </summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            var empty = informers.Where(informer => !informer.Synced.IsCompletedSuccessfully).Select(i => i.Name);
            List<string> problems = _isStopping ? ["The operator is stopping."] : [];
            if (empty.Distinct().ToList() is { Count: > 0 } names)
            {
                problems.Add($"Caches are not filled: {string.Join(", ", names)}.");
            }
            if (availability.Problem is { } problem)
            {
                problems.Add($"The API server cannot be used: {problem}. The log has the details.");
            }
            return [.. problems, .. supervisor.Problems];
        }
    }

    /// <summary>Works until cancelled.</summary>
    /// <exception cref="LeadershipLostException">Another may lead now: the process must end.</exception>
    /// <exception cref="SyncTimeoutException">A cache was not filled in time.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var stopping = cancellation.Register(() => _isStopping = true);
        using var stopCaches = new CancellationTokenSource();
        using var stopEvents = new CancellationTokenSource();
        var caches = Task.WhenAll(
            informers.Select(informer =>
                supervisor.RunAsync($"The cache of {informer.Name}", informer.RunAsync, stopCaches.Token)
            )
        );
        var events = supervisor.RunAsync("The event recorder", recorder.RunAsync, stopEvents.Token);
        try
        {
            await (
                elector is null
                    ? WorkAsync(caches, stopCaches, cancellation, cancellation)
                    : elector.RunAsync(token => WorkAsync(caches, stopCaches, token, cancellation), cancellation)
            );
        }
        finally
        {
            _isStopping = true;
            // Also when leadership never came.
            await stopCaches.CancelAsync();
            await caches;
            await stopEvents.CancelAsync();
            await events;
        }
    }

    /// <param name="caches">Ends only by failing.</param>
    /// <param name="stopCaches">Stops them, once no controller reads them any more.</param>
    /// <param name="mayWork">Cancelled by the stop, and by the loss of the Lease.</param>
    /// <param name="mayStay">Cancelled by the stop alone.</param>
    private async Task WorkAsync(
        Task caches,
        CancellationTokenSource stopCaches,
        CancellationToken mayWork,
        CancellationToken mayStay
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(mayWork);
        using var abort = new CancellationTokenSource();
        // After a loss another begins soon: what runs is not given time to end.
        await using var lost = mayWork.Register(() =>
        {
            if (!mayStay.IsCancellationRequested)
            {
                abort.Cancel();
            }
        });
        var running = controllers.Select(c => c.RunAsync(stop.Token, abort.Token)).ToList();
        try
        {
            // One that ends by itself has failed, and takes the others with it.
            var first = await Task.WhenAny([.. running, caches]);
            await stop.CancelAsync();
            await Task.WhenAll(running);
            await first;
        }
        catch (OperationCanceledException) when (mayWork.IsCancellationRequested)
        {
            // Stopped before the caches were filled.
        }
        finally
        {
            await stopCaches.CancelAsync();
        }
    }
}
