namespace ImageForge.Api.Core;

/// <summary>CPU, memory and devices of a container, by resource name, as quantities.</summary>
public sealed record ResourceRequirements
{
    /// <summary>What it may use at most.</summary>
    public IReadOnlyDictionary<string, string>? Limits { get; init; }

    /// <summary>What the scheduler reserves for it.</summary>
    public IReadOnlyDictionary<string, string>? Requests { get; init; }
}
