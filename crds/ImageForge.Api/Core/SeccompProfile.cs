namespace ImageForge.Api.Core;

/// <summary>System calls that a process may make.</summary>
public sealed record SeccompProfile
{
    /// <summary><c>RuntimeDefault</c>, <c>Localhost</c> or <c>Unconfined</c>.</summary>
    public required string Type { get; init; }

    /// <summary>File of the profile for <c>Localhost</c>.</summary>
    public string? LocalhostProfile { get; init; }
}
