namespace ImageForge.Api.Storyboards;

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
