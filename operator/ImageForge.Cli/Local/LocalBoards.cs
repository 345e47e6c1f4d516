using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning;
using ImageForge.Planning.Statuses;
using ImageForge.Planning.Storyboards;

namespace ImageForge.Cli.Local;

/// <summary>Reconciles one Storyboard to its end with the operator's own decisions, without a cluster.</summary>
internal sealed class LocalBoards(LocalJobs jobs, OperatorDefaults defaults, IPlanRunner runner, TimeProvider time)
{
    /// <summary>The storyboard with its last status.</summary>
    public async Task<Storyboard> ReconcileAsync(Storyboard board, CancellationToken cancellation)
    {
        var children = new LocalChildren(runner);
        var frames = new Dictionary<string, GenerationJob>();
        while (true)
        {
            var observed = new StoryboardObserved
            {
                Board = board,
                Frames = [.. frames.Values],
                ConfigMaps = children.ConfigMaps,
                Children = children.Jobs,
                Pods = children.Pods,
                Now = time.GetUtcNow(),
            };
            var plan = StoryboardDecider.Decide(observed, defaults);
            board = plan.Status is null ? board : board with { Status = plan.Status };
            if (Ends.IsAtRest(board.Status?.State) || plan.Children.Count == 0)
            {
                return board;
            }

            foreach (var action in plan.Children)
            {
                if (action is ChildAction.Apply frame)
                {
                    var done = await jobs.ReconcileAsync(Stored(frame.Job), cancellation);
                    frames[done.Metadata.Name!] = done;
                }
                else
                {
                    await children.ApplyAsync(action, cancellation);
                }
            }
        }
    }

    /// <summary>What an API server would add: the name is the identity here, so that a stopped run goes on.</summary>
    private static GenerationJob Stored(GenerationJob frame) =>
        frame with
        {
            Metadata = frame.Metadata with { Uid = frame.Metadata.Name, Generation = 1 },
        };
}
