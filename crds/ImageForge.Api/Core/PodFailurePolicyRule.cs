namespace ImageForge.Api.Core;

/// <summary>One rule: what to do with a failed pod that matches.</summary>
public sealed record PodFailurePolicyRule
{
    /// <summary><c>FailJob</c>, <c>FailIndex</c>, <c>Ignore</c> or <c>Count</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Matches a container's exit code.</summary>
    public PodFailurePolicyOnExitCodes? OnExitCodes { get; init; }

    /// <summary>Matches a condition of the pod.</summary>
    public IReadOnlyList<PodFailurePolicyOnPodCondition>? OnPodConditions { get; init; }
}
