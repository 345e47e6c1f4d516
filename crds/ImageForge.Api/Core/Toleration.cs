namespace ImageForge.Api.Core;

/// <summary>A taint that a pod accepts.</summary>
public sealed record Toleration
{
    /// <summary>The taint's key; all keys when absent and the operator is <c>Exists</c>.</summary>
    public string? Key { get; init; }

    /// <summary><c>Equal</c> (default) or <c>Exists</c>.</summary>
    public string? Operator { get; init; }

    /// <summary>The taint's value.</summary>
    public string? Value { get; init; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>; all when absent.</summary>
    public string? Effect { get; init; }

    /// <summary>Seconds for which <c>NoExecute</c> is accepted.</summary>
    public long? TolerationSeconds { get; init; }
}
