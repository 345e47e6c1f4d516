namespace ImageForge.Api.Core;

/// <summary>Matches the exit code of a container.</summary>
public sealed record PodFailurePolicyOnExitCodes
{
    /// <summary>The container; any when absent.</summary>
    public string? ContainerName { get; init; }

    /// <summary><c>In</c> or <c>NotIn</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>The exit codes; 0 is not allowed with <c>In</c>.</summary>
    public required IReadOnlyList<int> Values { get; init; }
}
