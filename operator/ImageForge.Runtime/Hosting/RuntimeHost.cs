using ImageForge.Kube;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Election;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Recording;

namespace ImageForge.Runtime.Hosting;

/// <summary>
/// Starts and stops all components in order. Caches sync without leadership, for a fast failover; controllers run while
/// leading. On shutdown: not ready, queues closed, reconciles drained, caches stopped, Lease released, events flushed.
/// </summary>
/// <param name="informers">The caches.</param>
/// <param name="controllers">The controllers.</param>
/// <param name="recorder">The events.</param>
/// <param name="elector">Leader election; null to disable it.</param>
/// <param name="supervisor">Restarts failed loops.</param>
/// <param name="availability">Availability of the API server.</param>
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
    /// Why the operator is not ready: shutting down, caches not synced and what keeps them from it, API server unavailable,
    /// no access to the Lease, a loop failing. Empty if ready.
    /// </summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            List<string> problems = _isStopping ? ["Shutting down."] : [];
            problems.AddRange(informers.Select(i => i.Problem).OfType<string>().Distinct().Select(p => $"{p}."));
            problems.AddRange(controllers.SelectMany(controller => controller.Problems).Distinct());
            var empty = informers
                .Where(i => !i.Synced.IsCompletedSuccessfully && i.Problem is null)
                .Select(i => i.Name);
            if (empty.Distinct().ToList() is { Count: > 0 } names)
            {
                problems.Add($"Caches not synced: {string.Join(", ", names)}.");
            }
            if (availability.Problem is { } problem)
            {
                problems.Add($"API server unavailable: {problem}; see the log.");
            }
            if (elector?.Problem is { } election)
            {
                problems.Add(election);
            }
            return [.. problems, .. supervisor.Problems];
        }
    }

    /// <summary>That another replica leads, and since when; null if this one does or if there is no election.</summary>
    public string? Standby => elector?.Standby;

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="LeadershipLostException">Leadership was lost; the process must exit.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var stopping = cancellation.Register(() => _isStopping = true);
        using var stopCaches = new CancellationTokenSource();
        using var stopEvents = new CancellationTokenSource();
        var caches = Task.WhenAll(
            informers.Select(informer =>
                supervisor.RunAsync($"Cache {informer.Name}", informer.RunAsync, stopCaches.Token)
            )
        );
        var events = supervisor.RunAsync(
            "Event recorder",
            token => recorder.RunAsync(() => controllers.Any(controller => controller.IsBehind), token),
            stopEvents.Token
        );
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
            // Also if leadership was never acquired.
            await stopCaches.CancelAsync();
            await caches;
            await stopEvents.CancelAsync();
            await events;
        }
    }

    /// <param name="caches">Completes only on failure.</param>
    /// <param name="stopCaches">Stops the caches after the controllers.</param>
    /// <param name="mayWork">Cancelled on shutdown and on loss of the Lease.</param>
    /// <param name="mayStay">Cancelled on shutdown only.</param>
    private async Task WorkAsync(
        Task caches,
        CancellationTokenSource stopCaches,
        CancellationToken mayWork,
        CancellationToken mayStay
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(mayWork);
        using var abort = new CancellationTokenSource();
        // Another replica takes over soon after a loss, so reconciles are not drained.
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
            // A task that completes by itself has failed; stop the others.
            var first = await Task.WhenAny([.. running, caches]);
            await stop.CancelAsync();
            await Task.WhenAll(running);
            await first;
        }
        catch (OperationCanceledException) when (mayWork.IsCancellationRequested)
        {
            // Shut down before the caches were synced.
        }
        finally
        {
            await stopCaches.CancelAsync();
        }
    }
}
