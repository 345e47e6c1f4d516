using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>A parameter of a frame that would fit better with another value.</summary>
public sealed record Correction
{
    /// <summary>Which frame, counted from 1.</summary>
    [Number(1, 20)]
    public required int Frame { get; init; }

    /// <summary>Which parameter, such as "colorTemp".</summary>
    [Text(63)]
    public required string Parameter { get; init; }

    /// <summary>The value it has.</summary>
    [Text(128)]
    public required string Current { get; init; }

    /// <summary>The value it should have.</summary>
    [Text(128)]
    public required string Corrected { get; init; }

    /// <summary>Why it would fit better.</summary>
    [Text(512)]
    public required string Reason { get; init; }

    /// <summary>True when it has been applied.</summary>
    public bool? Applied { get; init; }
}
