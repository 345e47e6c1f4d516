using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>How alike frames are, each from 0 to 100.</summary>
public sealed record ConsistencyStatus
{
    /// <summary>All aspects together.</summary>
    [Number(0, 100)]
    public required int Overall { get; init; }

    /// <summary>How alike people and things are from frame to frame.</summary>
    [Number(0, 100)]
    public int? Character { get; init; }

    /// <summary>How alike places are.</summary>
    [Number(0, 100)]
    public int? Environment { get; init; }

    /// <summary>How alike the light is.</summary>
    [Number(0, 100)]
    public int? Lighting { get; init; }

    /// <summary>How alike camera and picture quality are.</summary>
    [Number(0, 100)]
    public int? Technical { get; init; }

    /// <summary>What does not fit.</summary>
    [List(64)]
    public IReadOnlyList<ConsistencyIssue>? Issues { get; init; }

    /// <summary>What would make it fit.</summary>
    [List(64)]
    public IReadOnlyList<Correction>? Corrections { get; init; }
}
