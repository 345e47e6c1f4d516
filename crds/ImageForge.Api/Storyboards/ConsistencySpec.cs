namespace ImageForge.Api.Storyboards;

/// <summary>Consistency check of the frames.</summary>
/// <param name="Minimum">Overall score below which frames count as inconsistent.</param>
/// <param name="MaxRounds">Maximum number of correction rounds.</param>
public sealed record ConsistencySpec([Number(0, 100)] int Minimum = 70, [Number(1, 3)] int MaxRounds = 1)
{
    /// <summary>What is done with proposed corrections.</summary>
    public CorrectionPolicy Corrections { get; init; }
}

/// <summary>What is done with proposed corrections.</summary>
public enum CorrectionPolicy
{
    /// <summary>They are reported.</summary>
    Report,

    /// <summary>They are reported and applied.</summary>
    Apply,
}

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

/// <summary>Severity of an issue.</summary>
public enum IssueSeverity
{
    /// <summary>Hardly noticeable.</summary>
    Minor,

    /// <summary>Noticeable.</summary>
    Major,

    /// <summary>Breaks the story.</summary>
    Critical,
}

/// <summary>A proposed change of a parameter of a frame.</summary>
public sealed record Correction
{
    /// <summary>Number of the frame, from 1.</summary>
    [Number(1, 20)]
    public required int Frame { get; init; }

    /// <summary>Parameter, such as "colorTemp".</summary>
    [Text(63)]
    public required string Parameter { get; init; }

    /// <summary>Current value.</summary>
    [Text(128)]
    public required string Current { get; init; }

    /// <summary>Proposed value.</summary>
    [Text(128)]
    public required string Corrected { get; init; }

    /// <summary>Reason of the correction.</summary>
    [Text(512)]
    public required string Reason { get; init; }

    /// <summary>True if it was applied.</summary>
    public bool? Applied { get; init; }
}
