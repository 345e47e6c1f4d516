using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Planning.Storyboards;
using ImageForge.Runtime.Controllers;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>Gathers what is known about a Storyboard, lets it be decided about, and applies the plan.</summary>
internal sealed class StoryboardReconciler(
    Caches caches,
    Applier applier,
    IEventSink events,
    OperatorOptions options,
    ILogger<StoryboardReconciler> logger
) : IReconciler
{
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (caches.Storyboards.Store.Get(key) is not { } board)
        {
            return ReconcileResult.Done;
        }

        var plan = StoryboardDecider.Decide(Gather(key, board), options.Defaults);
        if (plan.DeleteSelf)
        {
            await applier.DeleteAsync(ApiResources.Storyboards, board, cancellation);
            return ReconcileResult.Done;
        }

        foreach (var action in plan.Children)
        {
            await applier.ApplyAsync(key, action, cancellation);
        }

        if (
            plan.Status is { } status
            && await applier.WriteStatusAsync(
                ApiResources.Storyboards,
                caches.Storyboards,
                board,
                board.Status,
                status,
                ApiJson.Default.StoryboardStatus,
                cancellation
            )
        )
        {
            Tell(board, status);
            foreach (var happened in plan.Events)
            {
                events.Record(board, happened);
            }
        }

        return new ReconcileResult(plan.RequeueAfter);
    }

    private StoryboardObserved Gather(ObjectKey key, Storyboard board)
    {
        var uid = board.Metadata.Uid!;
        var named = StoryboardDecider
            .FrameNames(board)
            .Select(name => caches.Jobs.Store.Get(new ObjectKey(key.Namespace, name)))
            .OfType<GenerationJob>();
        return new StoryboardObserved
        {
            Board = board,
            Frames = [.. named],
            ConfigMaps = Caches.OwnedBy(caches.ConfigMaps, uid),
            Children = Caches.OwnedBy(caches.Children, uid),
            Pods = Caches.OwnedBy(caches.Pods, uid),
            Now = options.Time.GetUtcNow(),
        };
    }

    private void Tell(Storyboard board, StoryboardStatus status)
    {
        if (status.State == board.Status?.State)
        {
            return;
        }

        var ready = status.Conditions?.FirstOrDefault(c => c.Type == Conditions.Ready);
        Log.Moved(
            logger,
            Storyboard.KindName,
            ObjectKey.Of(board),
            board.Metadata.Uid,
            $"{board.Status?.State}",
            $"{status.State}",
            ready?.Reason,
            ready?.Message
        );
    }
}
