using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Storyboards;

/// <summary>The frames of a storyboard: as they should be, and as they are.</summary>
internal sealed class FrameSet
{
    private readonly IReadOnlyList<GenerationJob> _wanted;
    private readonly IReadOnlyList<GenerationJob?> _actual;
    private readonly IReadOnlyList<string?> _refusals;
    private readonly bool _isUnmarked;

    public FrameSet(StoryboardObserved observed, IReadOnlyList<GenerationJob> wanted)
    {
        _wanted = wanted;
        var byName = observed.Frames.ToDictionary(j => j.Metadata.Name!, StringComparer.Ordinal);
        _actual = [.. wanted.Select(w => byName.GetValueOrDefault(w.Metadata.Name!))];
        _refusals = [.. wanted.Select((w, i) => _actual[i] is null ? RefusalOf(observed, w.Metadata.Name!) : null)];
        // An earlier version suspended frames without a mark. Where some go on, the board's own have been resumed already.
        _isUnmarked =
            observed.Board.Status?.State == JobState.Suspended
            && _actual.OfType<GenerationJob>().All(f => !IsMarked(f) && (f.Spec.Suspend || HasEnded(f)));
        Foreign = _actual
            .FirstOrDefault(f =>
                f is not null && f.Metadata.OwnerReferences?.Any(o => o.Uid == observed.Board.Metadata.Uid) != true
            )
            ?.Metadata.Name;
    }

    /// <summary>Name of a job that stands where a frame should be, if there is one.</summary>
    public string? Foreign { get; }

    /// <summary>Frames as they are, or as they should be where they are not yet.</summary>
    public IReadOnlyList<GenerationJob> InOrder => [.. _wanted.Select((wanted, i) => _actual[i] ?? wanted)];

    public int Count => _wanted.Count;

    public int Completed => _actual.Count(f => f?.Status?.State == JobState.Completed);

    public int Pending => _actual.Where((f, i) => !HasEnded(f) && _refusals[i] is null).Count();

    public bool Exists(int index) => _actual[index] is not null;

    /// <summary>Why the API server refuses to create a frame; null where it does not.</summary>
    public string? Refusal(int index) => _refusals[index];

    /// <summary>Begins as many frames as may run beside those that do.</summary>
    public IEnumerable<ChildAction> Begin(int concurrency)
    {
        var active = _actual.Count(f => f is not null && !HasEnded(f));
        return _wanted
            .Where((_, i) => _actual[i] is null && _refusals[i] is null)
            .Take(Math.Max(concurrency - active, 0))
            .Select(frame => new ChildAction.Apply(frame));
    }

    /// <summary>Suspends frames with a mark, by which a frame that its user has suspended is told apart.</summary>
    public IEnumerable<ChildAction> Suspend() =>
        Change(f => !f.Spec.Suspend, spec => spec with { Suspend = true }, Marked);

    /// <summary>Resumes those that the storyboard has suspended; applying them without the mark takes it away.</summary>
    public IEnumerable<ChildAction> Resume() =>
        Change(f => f.Spec.Suspend && (IsMarked(f) || _isUnmarked), spec => spec with { Suspend = false });

    public IEnumerable<ChildAction> Cancel() => Change(f => !f.Spec.Cancel, spec => spec with { Cancel = true });

    /// <summary>A frame that was refused waits for nothing: the rest goes on without it.</summary>
    public static bool HasEnded(GenerationJob? frame) =>
        frame?.Status?.State is JobState.Completed or JobState.Failed or JobState.Cancelled or JobState.Rejected;

    // The status remembers a refusal as long as the same spec is asked for: the same question would get the same answer.
    private static string? RefusalOf(StoryboardObserved observed, string name)
    {
        if (observed.Refused.TryGetValue(name, out var said))
        {
            return said;
        }

        var last = observed.Board.Status;
        return last?.ObservedGeneration == observed.Board.Metadata.Generation
            ? last?.Frames?.FirstOrDefault(f => f.JobName == name && f.State == JobState.Rejected)?.Message
            : null;
    }

    private IEnumerable<ChildAction> Change(
        Func<GenerationJob, bool> needed,
        Func<GenerationJobSpec, GenerationJobSpec> change,
        Func<GenerationJob, GenerationJob>? mark = null
    ) =>
        _actual
            .Select((frame, i) => (Frame: frame, Wanted: _wanted[i]))
            .Where(f => f.Frame is not null && !HasEnded(f.Frame) && needed(f.Frame))
            // The spec as it is stored, defaults and all: anything else in it could not be changed.
            .Select(f => f.Wanted with { Spec = change(f.Frame!.Spec) })
            .Select(frame => new ChildAction.Apply(mark is null ? frame : mark(frame)));

    private static bool IsMarked(GenerationJob frame) =>
        frame.Metadata.Annotations?.ContainsKey(Labels.SuspendedByStoryboard) == true;

    private static GenerationJob Marked(GenerationJob frame) =>
        frame with
        {
            Metadata = frame.Metadata with
            {
                Annotations = new Dictionary<string, string> { [Labels.SuspendedByStoryboard] = "true" },
            },
        };
}
