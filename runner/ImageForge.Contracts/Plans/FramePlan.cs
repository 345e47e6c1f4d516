namespace ImageForge.Contracts.Plans;

/// <summary>One picture of a contact sheet.</summary>
public sealed record FramePlan
{
    /// <summary>Key of the picture in the run's store; absent for a frame that failed, which is drawn as an empty cell.</summary>
    public string? Key { get; init; }

    /// <summary>Hex SHA-256 of the picture; a runner refuses other bytes.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Line below the picture.</summary>
    public string? Caption { get; init; }
}
