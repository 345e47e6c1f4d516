namespace ImageForge.Api.Core;

/// <summary>A Secret's keys as files.</summary>
public sealed record SecretVolumeSource
{
    /// <summary>The Secret's name.</summary>
    public required string SecretName { get; init; }

    /// <summary>Which keys appear where; all under their names when absent.</summary>
    public IReadOnlyList<KeyToPath>? Items { get; init; }

    /// <summary>Permission bits of the files; 0644 when absent.</summary>
    public int? DefaultMode { get; init; }

    /// <summary>True lets the pod start without it.</summary>
    public bool? Optional { get; init; }
}
