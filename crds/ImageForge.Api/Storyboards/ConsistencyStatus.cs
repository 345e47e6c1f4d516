using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>How alike frames are, each from 0 to 100.</summary>
public sealed record ConsistencyStatus
{
    /// <summary>Everything together.</summary>
    [Number(0, 100)]
    public required int Overall { get; init; }

    /// <summary>People and things.</summary>
    [Number(0, 100)]
    public int? Character { get; init; }

    /// <summary>Places.</summary>
    [Number(0, 100)]
    public int? Environment { get; init; }

    /// <summary>Light.</summary>
    [Number(0, 100)]
    public int? Lighting { get; init; }

    /// <summary>Camera and picture quality.</summary>
    [Number(0, 100)]
    public int? Technical { get; init; }

    /// <summary>What does not fit.</summary>
    [List(64)]
    public IReadOnlyList<ConsistencyIssue>? Issues { get; init; }

    /// <summary>What would make it fit.</summary>
    [List(64)]
    public IReadOnlyList<Correction>? Corrections { get; init; }
}
