namespace ImageForge.Api.Core;

/// <summary>Matches a condition of a failed pod.</summary>
public sealed record PodFailurePolicyOnPodCondition
{
    /// <summary>The condition's type, such as <c>DisruptionTarget</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The condition's status; <c>True</c> when absent.</summary>
    public string? Status { get; init; }
}
