using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning;
using ImageForge.Planning.Statuses;
using ImageForge.Planning.Storyboards;

namespace ImageForge.Cli.Local;

/// <summary>A Storyboard, its frames and its other children.</summary>
internal sealed class LocalStoryboard(Storyboard storyboard, LocalContext context) : ILocalObject
{
    private readonly Dictionary<string, LocalJob> _frames = [];
    private readonly LocalChildren _children = new(context.Runner);
    private Storyboard _board = storyboard;

    /// <inheritdoc />
    public async Task<bool> ReconcileAsync(CancellationToken cancellation)
    {
        // Frames may have been waiting for another object.
        foreach (var frame in _frames.Values)
        {
            await frame.ReconcileAsync(cancellation);
        }

        while (true)
        {
            var observed = new StoryboardObserved
            {
                Board = _board,
                Frames = [.. _frames.Values.Select(f => f.Job)],
                Cycle = _board.Spec.Template is { } template
                    ? context.CycleOf(
                        _board.Metadata.NamespaceProperty,
                        template,
                        [.. StoryboardDecider.FrameNames(_board)]
                    )
                    : null,
                ConfigMaps = _children.ConfigMaps,
                Children = _children.Jobs,
                Pods = _children.Pods,
                Now = context.Time.GetUtcNow(),
            };
            var plan = StoryboardDecider.Decide(observed, context.Defaults);
            _board = plan.Status is null ? _board : _board with { Status = plan.Status };
            if (JobStates.IsSettled(_board.Status?.State) || plan.Children.Count == 0)
            {
                return JobStates.IsSettled(_board.Status?.State);
            }

            foreach (var action in plan.Children)
            {
                if (action is ChildAction.Apply apply)
                {
                    var frame = new LocalJob(Stored(apply.Job), context);
                    _frames[frame.Job.Metadata.Name!] = frame;
                    await frame.ReconcileAsync(cancellation);
                }
                else
                {
                    await _children.ApplyAsync(action, cancellation);
                }
            }
        }
    }

    /// <inheritdoc />
    public LocalResult Result(Func<StorageSpec?, string, string> place) => LocalResult.Of(_board, place);

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
