namespace ImageForge.Api.Storyboards;

/// <summary>An inconsistency between frames.</summary>
public sealed record ConsistencyIssue
{
    /// <summary>Severity of the issue.</summary>
    public required IssueSeverity Severity { get; init; }

    /// <summary>Number of the frame, from 1; 0 for all.</summary>
    [Number(0, 20)]
    public required int Frame { get; init; }

    /// <summary>Description of the issue.</summary>
    [Text(512)]
    public required string Message { get; init; }
}
