namespace ImageForge.Api.Core;

/// <summary>One key of a Secret in the pod's namespace.</summary>
public sealed record SecretKeySelector
{
    /// <summary>The Secret's name.</summary>
    public required string Name { get; init; }

    /// <summary>The key within it.</summary>
    public required string Key { get; init; }

    /// <summary>True lets the pod start without it.</summary>
    public bool? Optional { get; init; }
}
