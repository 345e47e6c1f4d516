using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>Something that does not fit between frames.</summary>
public sealed record ConsistencyIssue
{
    /// <summary>How bad it is.</summary>
    public required IssueSeverity Severity { get; init; }

    /// <summary>Which frame, counted from 1; 0 concerns all.</summary>
    [Number(0, 20)]
    public required int Frame { get; init; }

    /// <summary>What does not fit.</summary>
    [Text(512)]
    public required string Message { get; init; }
}
