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
public sealed class RuntimeHost(
    IReadOnlyList<IInformer> informers,
    IReadOnlyList<Controller> controllers,
    EventRecorder recorder,
    LeaderElector? elector
)
{
    private volatile bool _isStopping;

    /// <summary>True once all caches are filled, until the stop begins.</summary>
    public bool IsReady => !_isStopping && informers.All(informer => informer.Synced.IsCompletedSuccessfully);

    /// <summary>Works until cancelled.</summary>
    /// <exception cref="LeadershipLostException">Another may lead now: the process must end.</exception>
    /// <exception cref="SyncTimeoutException">A cache was not filled in time.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var stopping = cancellation.Register(() => _isStopping = true);
        using var stopCaches = new CancellationTokenSource();
        using var stopEvents = new CancellationTokenSource();
        var caches = Task.WhenAll(informers.Select(informer => informer.RunAsync(stopCaches.Token)));
        var events = recorder.RunAsync(stopEvents.Token);
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
        var running = controllers.Select(controller => controller.RunAsync(stop.Token, abort.Token)).ToList();
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
