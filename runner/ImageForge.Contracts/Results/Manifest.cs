using ImageForge.Contracts.Plans;

namespace ImageForge.Contracts.Results;

/// <summary>The record of a finished run: all that is needed to reproduce it, and what it made.</summary>
public sealed record Manifest
{
    /// <summary>The version of this document.</summary>
    public string Version { get; init; } = "imageforge.dev/manifest/v1";

    /// <summary>The plan's hash.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The plan itself.</summary>
    public required WorkPlan Work { get; init; }

    /// <summary>Version of the runner that made it.</summary>
    public required string Runner { get; init; }

    /// <summary>The pictures, by variant.</summary>
    public required IReadOnlyList<Artifact> Artifacts { get; init; }

    /// <summary>What was left out or replaced.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}
