using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Operator.Apply;
using ImageForge.Planning;
using ImageForge.Planning.Storyboards;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Recording;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Controllers;

/// <summary>Reconciles Storyboards: gathers the observed state, computes the plan, applies it.</summary>
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
        var plan = Decide();
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
                // Not retriable: continue with the other frames.
                refused[frame.Metadata.Name!] = e.Message;
            }
            catch (KubeException e) when (!e.IsConflict && (!e.IsTransient || e.IsWebhookFailure))
            {
                // Such as a quota, a missing permission or a webhook that is down: reported in the status.
                await WriteAsync(board, StoryboardDecider.Blocked(Gather(board), e.Message), cancellation);
                throw;
            }
        }

        plan = refused.Count == 0 ? plan : Decide();
        await WriteAsync(board, plan, cancellation);
        return new ReconcileResult(plan.RequeueAfter);

        Plan<StoryboardStatus> Decide() =>
            StoryboardDecider.Decide(Gather(board) with { Refused = refused }, options.Defaults);
    }

    private StoryboardObserved Gather(Storyboard board)
    {
        var uid = board.Metadata.Uid!;
        var names = StoryboardDecider.FrameNames(board);
        var children = Caches.OwnedBy(caches.Children, uid);
        var named = names
            .Select(name => caches.Jobs.Store.Get(new ObjectKey(board.Metadata.NamespaceProperty ?? "", name)))
            .OfType<GenerationJob>();
        return new StoryboardObserved
        {
            Board = board,
            Frames = [.. named],
            Cycle = board.Spec.Template is { } template ? caches.CycleOf(board, template, [.. names]) : null,
            ConfigMaps = Caches.OwnedBy(caches.ConfigMaps, uid),
            Children = children,
            Pods = caches.PodsOf(children),
            PodRefusal = caches.RefusalOf(children),
            MountFailure = caches.MountFailureOf(caches.PodsOf(children)),
            Workload = caches.WorkloadOf(children),
            Now = options.Time.GetUtcNow(),
        };
    }

    private GenerationJob? NewFrame(ChildAction action) =>
        action is ChildAction.Apply { Job: var frame } && caches.Jobs.Store.Get(ObjectKey.Of(frame)) is null
            ? frame
            : null;

    private async Task WriteAsync(Storyboard board, Plan<StoryboardStatus> plan, CancellationToken cancellation)
    {
        if (!await statuses.Storyboards.WriteAsync(board, plan.Status, cancellation))
        {
            return;
        }

        var (before, after) = (board.Status?.State, plan.Status!.State);
        if (after != before)
        {
            Log.StatusChange(logger, board, before, after, plan.Status.Conditions);
        }

        events.Record(board, plan.Events);
    }
}
