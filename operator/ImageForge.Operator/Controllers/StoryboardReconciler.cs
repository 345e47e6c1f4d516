using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Operator.Applying;
using ImageForge.Planning;
using ImageForge.Planning.Storyboards;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>Gathers what is known about a Storyboard, lets it be decided about, and applies the plan.</summary>
internal sealed class StoryboardReconciler(
    Caches caches,
    Applier applier,
    StatusWriters statuses,
    EventRecorder events,
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

        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var plan = Decide(board);
        if (plan.DeleteSelf)
        {
            await applier.DeleteAsync(ApiResources.Storyboards, board, cancellation);
            return ReconcileResult.Done;
        }

        foreach (var action in plan.Children)
        {
            try
            {
                await applier.ApplyAsync(key, action, cancellation);
            }
            catch (KubeException e) when (e.IsInvalid && NewFrame(action) is { } frame)
            {
                // Asking again would be answered in the same way: the others go on without it.
                refused[frame.Metadata.Name!] = e.Message;
            }
            catch (KubeException e) when (!e.IsConflict && !e.IsTransient)
            {
                // A quota or a missing permission: whoever looks at the storyboard reads why nothing happens.
                await WriteAsync(board, Hindered(board), Hindered, cancellation);
                throw;

                Plan<StoryboardStatus> Hindered(Storyboard hindered) =>
                    StoryboardDecider.Hindered(Gather(hindered), e.Message);
            }
        }

        plan = await WriteAsync(board, refused.Count == 0 ? plan : Decide(board), Decide, cancellation);
        return new ReconcileResult(plan.RequeueAfter);

        Plan<StoryboardStatus> Decide(Storyboard present) =>
            StoryboardDecider.Decide(Gather(present) with { Refused = refused }, options.Defaults);
    }

    private StoryboardObserved Gather(Storyboard board)
    {
        var uid = board.Metadata.Uid!;
        var named = StoryboardDecider
            .FrameNames(board)
            .Select(name => caches.Jobs.Store.Get(new ObjectKey(board.Metadata.Namespace ?? "", name)))
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

    private GenerationJob? NewFrame(ChildAction action) =>
        action is ChildAction.Apply { Job: var frame } && caches.Jobs.Store.Get(ObjectKey.Of(frame)) is null
            ? frame
            : null;

    private async Task<Plan<StoryboardStatus>> WriteAsync(
        Storyboard board,
        Plan<StoryboardStatus> plan,
        Func<Storyboard, Plan<StoryboardStatus>> decide,
        CancellationToken cancellation
    )
    {
        var outcome = await statuses.Storyboards.WriteAsync(board, plan, decide, cancellation);
        if (outcome is { IsWritten: true, Plan.Status: { } status })
        {
            var before = outcome.Before.Status?.State;
            if (status.State != before)
            {
                Log.Moved(logger, board, before, status.State, status.Conditions);
            }

            events.Record(board, outcome.Plan.Events);
        }

        return outcome.Plan;
    }
}
