namespace ImageForge.Api.Storyboards;

/// <summary>Consistency of the frames, each from 0 to 100.</summary>
public sealed record ConsistencyStatus
{
    /// <summary>Overall score.</summary>
    [Number(0, 100)]
    public required int Overall { get; init; }

    /// <summary>Consistency of people and objects.</summary>
    [Number(0, 100)]
    public int? Character { get; init; }

    /// <summary>Consistency of places.</summary>
    [Number(0, 100)]
    public int? Environment { get; init; }

    /// <summary>Consistency of the light.</summary>
    [Number(0, 100)]
    public int? Lighting { get; init; }

    /// <summary>Consistency of camera and image quality.</summary>
    [Number(0, 100)]
    public int? Technical { get; init; }

    /// <summary>Inconsistencies.</summary>
    [List(64)]
    public IReadOnlyList<ConsistencyIssue>? Issues { get; init; }

    /// <summary>Proposed corrections.</summary>
    [List(64)]
    public IReadOnlyList<Correction>? Corrections { get; init; }
}
