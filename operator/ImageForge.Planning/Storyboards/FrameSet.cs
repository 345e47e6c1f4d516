using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Pods;
using k8s.Models;

namespace ImageForge.Planning.Storyboards;

/// <summary>The desired and actual frames of a storyboard.</summary>
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
        // An earlier version did not annotate frames it suspended. If some are running, they were resumed already.
        _isUnmarked =
            observed.Board.Status?.State == JobState.Suspended
            && _actual.OfType<GenerationJob>().All(f => !IsMarked(f) && (f.Spec.Suspend || HasEnded(f)));
        Foreign = _actual
            .FirstOrDefault(f =>
                f is not null && f.Metadata.OwnerReferences?.Any(o => o.Uid == observed.Board.Metadata.Uid) != true
            )
            ?.Metadata.Name;
    }

    /// <summary>Name of a job with the name of a frame that the storyboard does not own, if any.</summary>
    public string? Foreign { get; }

    /// <summary>Actual frames, or desired ones where they do not exist yet.</summary>
    public IReadOnlyList<GenerationJob> InOrder => [.. _wanted.Select((wanted, i) => _actual[i] ?? wanted)];

    public int Count => _wanted.Count;

    public int Completed => _actual.Count(f => f?.Status?.State == JobState.Completed);

    public int Pending => _actual.Where((f, i) => !HasEnded(f) && _refusals[i] is null).Count();

    /// <summary>
    /// The first frame that waits, and its Ready condition; null while a frame is running, or if none has said why it waits.
    /// </summary>
    public (int Index, V1Condition Ready)? Blocking =>
        _actual.Any(f => f?.Status?.State == JobState.Running)
            ? null
            : _actual
                .Select((frame, i) => (Index: i, Ready: HasEnded(frame) ? null : CurrentReady(frame)))
                .Where(f => f.Ready is not null)
                .Select(f => ((int, V1Condition)?)(f.Index, f.Ready!))
                .FirstOrDefault();

    public bool Exists(int index) => _actual[index] is not null;

    /// <summary>Why the API server rejected a frame; null if it did not.</summary>
    public string? Refusal(int index) => _refusals[index];

    /// <summary>Creates frames up to the concurrency limit.</summary>
    public IEnumerable<ChildAction> Begin(int concurrency)
    {
        var active = _actual.Count(f => f is not null && !HasEnded(f));
        return _wanted
            .Where((_, i) => _actual[i] is null && _refusals[i] is null)
            .Take(Math.Max(concurrency - active, 0))
            .Select(frame => new ChildAction.Apply(frame));
    }

    /// <summary>Suspends frames and annotates them, to distinguish them from frames suspended by a user.</summary>
    public IEnumerable<ChildAction> Suspend() =>
        Change(f => !f.Spec.Suspend, spec => spec with { Suspend = true }, Marked);

    /// <summary>Resumes the frames suspended by the storyboard; applying them without the annotation removes it.</summary>
    public IEnumerable<ChildAction> Resume() =>
        Change(f => f.Spec.Suspend && (IsMarked(f) || _isUnmarked), spec => spec with { Suspend = false });

    public IEnumerable<ChildAction> Cancel() => Change(f => !f.Spec.Cancel, spec => spec with { Cancel = true });

    /// <summary>Whether a frame has ended; a rejected one has, so it does not block the others.</summary>
    public static bool HasEnded(GenerationJob? frame) =>
        frame?.Status?.State is JobState.Completed or JobState.Failed or JobState.Cancelled or JobState.Rejected;

    // A rejection is kept until the spec changes, since the same spec would be rejected again.
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
            // The stored spec with its defaults, since other fields are immutable.
            .Select(f => f.Wanted with { Spec = change(f.Frame!.Spec) })
            .Select(frame => new ChildAction.Apply(mark is null ? frame : mark(frame)));

    /// <summary>The Ready condition of a frame whose latest spec was seen: one from before says why it waited then.</summary>
    private static V1Condition? CurrentReady(GenerationJob? frame) =>
        frame?.Status?.ObservedGeneration == frame?.Metadata.Generation
            ? frame?.Status?.Conditions?.FirstOrDefault(c => c.Type == Conditions.Ready)
            : null;

    private static bool IsMarked(GenerationJob frame) =>
        frame.Metadata.Annotations?.ContainsKey(Labels.SuspendedByStoryboard) == true;

    private static GenerationJob Marked(GenerationJob frame) =>
        frame with
        {
            Metadata = frame.Metadata with
            {
                Annotations = new Dictionary<string, string>(
                    frame.Metadata.Annotations ?? new Dictionary<string, string>()
                )
                {
                    [Labels.SuspendedByStoryboard] = "true",
                },
            },
        };
}
