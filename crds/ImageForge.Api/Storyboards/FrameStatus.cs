using ImageForge.Api.Common;

namespace ImageForge.Api.Storyboards;

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
