using ImageForge.Api.Common;
using k8s.Models;

namespace ImageForge.Api.Storyboards;

/// <summary>Observed state of a Storyboard.</summary>
public sealed record StoryboardStatus
{
    /// <summary>Generation of the spec that this status is based on; -1 before the first reconcile.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>State of the storyboard.</summary>
    public JobState? State { get; init; }

    /// <summary>
    /// Conditions, such as Ready, Reconciling, Stalled, Accepted, FramesReady and Assembled.
    /// </summary>
    [List(16, Keys = "type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>Progress of the storyboard.</summary>
    public StoryboardProgress? Progress { get; init; }

    /// <summary>Completed and total frames, such as "3/6".</summary>
    [Text(16)]
    public string? FramesDone { get; init; }

    /// <summary>Number of the current or last attempt of the assembly Job, from 1.</summary>
    [Number(0)]
    public int? Attempt { get; init; }

    /// <summary>Digest of everything that affects the contact sheet.</summary>
    [Text(71)]
    public string? PlanHash { get; init; }

    /// <summary>The frames, in order.</summary>
    [List(20, Keys = "index")]
    public IReadOnlyList<FrameStatus>? Frames { get; init; }

    /// <summary>Consistency of the frames.</summary>
    public ConsistencyStatus? Consistency { get; init; }

    /// <summary>Cost of all frames in cents.</summary>
    public CostStatus? Cost { get; init; }

    /// <summary>Name of the batch/v1 Job that assembles the frames.</summary>
    [Text(63)]
    public string? JobName { get; init; }

    /// <summary>The contact sheet.</summary>
    public StoredObject? ContactSheet { get; init; }

    /// <summary>Exports of the sequence.</summary>
    [List(8, Keys = "format")]
    public IReadOnlyList<ExportStatus>? Exports { get; init; }

    /// <summary>The manifest with everything needed to reproduce the storyboard.</summary>
    public StoredObject? Manifest { get; init; }

    /// <summary>Start of the first frame.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>End of the storyboard.</summary>
    public DateTimeOffset? CompletionTime { get; init; }
}

/// <summary>Progress of a storyboard.</summary>
public sealed record StoryboardProgress
{
    /// <summary>Percent done.</summary>
    [Number(0, 100)]
    public required int Percent { get; init; }

    /// <summary>Completed steps: frames and assembly.</summary>
    [Number(0)]
    public required int Step { get; init; }

    /// <summary>Total steps.</summary>
    [Number(0)]
    public required int Total { get; init; }

    /// <summary>Current activity.</summary>
    [Text(256)]
    public string? Message { get; init; }

    /// <summary>Estimated time of completion.</summary>
    public DateTimeOffset? Eta { get; init; }
}

/// <summary>A frame of a storyboard.</summary>
public sealed record FrameStatus
{
    /// <summary>Number of the frame, from 1.</summary>
    [Number(1, 20)]
    public required int Index { get; init; }

    /// <summary>Name of its GenerationJob.</summary>
    [Text(63)]
    public string? JobName { get; init; }

    /// <summary>State of its GenerationJob.</summary>
    public JobState? State { get; init; }

    /// <summary>What the frame shows.</summary>
    [Text(2000)]
    public string? Text { get; init; }

    /// <summary>Seed of the frame.</summary>
    [Number(0)]
    public long? Seed { get; init; }

    /// <summary>Its image.</summary>
    public StoredObject? Artifact { get; init; }

    /// <summary>Why it failed or is waiting.</summary>
    [Text(1024)]
    public string? Message { get; init; }
}
