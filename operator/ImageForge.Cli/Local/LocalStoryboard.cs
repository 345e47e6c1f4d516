using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning;
using ImageForge.Planning.Statuses;
using ImageForge.Planning.Storyboards;

namespace ImageForge.Cli.Local;

/// <summary>A Storyboard, its frames and its other children.</summary>
internal sealed class LocalStoryboard(Storyboard storyboard, LocalContext context) : ILocalObject
{
    private readonly Dictionary<string, LocalJob> frames = [];
    private readonly LocalChildren children = new(context.Runner);
    private Storyboard board = storyboard;

    /// <inheritdoc />
    public async Task<bool> ReconcileAsync(CancellationToken cancellation)
    {
        // Frames may have been waiting for another object.
        foreach (var frame in frames.Values)
        {
            await frame.ReconcileAsync(cancellation);
        }

        while (true)
        {
            var observed = new StoryboardObserved
            {
                Board = board,
                Frames = [.. frames.Values.Select(f => f.Job)],
                Cycle = board.Spec.Template is { } template
                    ? context.CycleOf(
                        board.Metadata.NamespaceProperty,
                        template,
                        [.. StoryboardDecider.FrameNames(board)]
                    )
                    : null,
                ConfigMaps = children.ConfigMaps,
                Children = children.Jobs,
                Pods = children.Pods,
                Now = context.Time.GetUtcNow(),
            };
            var plan = StoryboardDecider.Decide(observed, context.Defaults);
            board = plan.Status is null ? board : board with { Status = plan.Status };
            if (JobStates.IsSettled(board.Status?.State) || plan.Children.Count == 0)
            {
                return JobStates.IsSettled(board.Status?.State);
            }

            foreach (var action in plan.Children)
            {
                if (action is ChildAction.Apply apply)
                {
                    var frame = new LocalJob(Stored(apply.Job), context);
                    frames[frame.Job.Metadata.Name!] = frame;
                    await frame.ReconcileAsync(cancellation);
                }
                else
                {
                    await children.ApplyAsync(action, cancellation);
                }
            }
        }
    }

    /// <inheritdoc />
    public LocalResult Result(Func<StorageSpec?, string, string> place) => LocalResult.Of(board, place);

    /// <summary>
    /// Adds server-side metadata; the uid is derived from the name, so that an interrupted run is resumed.
    /// </summary>
    private GenerationJob Stored(GenerationJob frame) =>
        frame with
        {
            Metadata = frame.Metadata with
            {
                Uid = frame.Metadata.Name,
                Generation = 1,
                CreationTimestamp = context.Time.GetUtcNow().UtcDateTime,
            },
        };
}
