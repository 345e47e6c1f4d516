namespace ImageForge.Api.Core;

/// <summary>Rules that judge a failed pod; the first that matches decides.</summary>
public sealed record PodFailurePolicy
{
    /// <summary>The rules in order.</summary>
    public required IReadOnlyList<PodFailurePolicyRule> Rules { get; init; }
}
