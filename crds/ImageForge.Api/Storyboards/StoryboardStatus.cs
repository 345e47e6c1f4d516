using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>What has become of a Storyboard.</summary>
public sealed record StoryboardStatus
{
    /// <summary>The generation of the spec that this status describes; -1 before the operator has seen it.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Where the storyboard stands, in one word.</summary>
    public JobState? State { get; init; }

    /// <summary>
    /// What is known, aspect by aspect: Ready, Reconciling, Stalled, Accepted, FramesReady, Assembled and more.
    /// </summary>
    [List(16, Keys = "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>How far it is.</summary>
    public StoryboardProgress? Progress { get; init; }

    /// <summary>Frames done and wanted, such as "3/6".</summary>
    [Text(16)]
    public string? FramesDone { get; init; }

    /// <summary>Number of the current or last run of the assembly job, counted from 1.</summary>
    [Number(0)]
    public int? Attempt { get; init; }

    /// <summary>Digest of everything that changes pixels, over all frames.</summary>
    [Text(71)]
    public string? PlanHash { get; init; }

    /// <summary>The frames, in order.</summary>
    [List(20, Keys = "index")]
    public IReadOnlyList<FrameStatus>? Frames { get; init; }

    /// <summary>How alike the frames are.</summary>
    public ConsistencyStatus? Consistency { get; init; }

    /// <summary>Cost of all frames in cents.</summary>
    public CostStatus? Cost { get; init; }

    /// <summary>Name of the batch/v1 Job that assembles the frames.</summary>
    [Text(63)]
    public string? JobName { get; init; }

    /// <summary>The picture with all frames.</summary>
    public StoredObject? ContactSheet { get; init; }

    /// <summary>The further forms that were asked for.</summary>
    [List(8, Keys = "format")]
    public IReadOnlyList<ExportStatus>? Exports { get; init; }

    /// <summary>The document that lists everything needed to make the storyboard again.</summary>
    public StoredObject? Manifest { get; init; }

    /// <summary>When the first frame was begun.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the storyboard ended.</summary>
    public DateTimeOffset? CompletionTime { get; init; }
}
