using k8s.Models;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>Observed state of an AtmosphereProfile.</summary>
public sealed record AtmosphereProfileStatus
{
    /// <summary>Generation of the spec that this status is based on; -1 before the first reconcile.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Conditions, such as Ready and OverlaysUsable.</summary>
    [List(16, Keys = "type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>Digest of the settings that affect jobs.</summary>
    [Text(71)]
    public string? Hash { get; init; }

    /// <summary>Usable and total overlays, such as "3/4".</summary>
    [Text(16)]
    public string? OverlaysUsable { get; init; }

    /// <summary>Unusable images.</summary>
    [List(64)]
    public IReadOnlyList<UnusableImage>? Unusable { get; init; }

    /// <summary>Number of unfinished GenerationJobs that use the profile.</summary>
    [Number(0)]
    public int? Jobs { get; init; }

    /// <summary>Names of up to 32 of these jobs, sorted.</summary>
    [List(32), Text(63)]
    public IReadOnlyList<string>? UsedBy { get; init; }
}

/// <summary>An unusable image of a profile.</summary>
public sealed record UnusableImage
{
    /// <summary>Field of the image, such as "overlays[weather/rain]".</summary>
    [Text(256)]
    public required string Field { get; init; }

    /// <summary>Why it is unusable.</summary>
    [Text(1024)]
    public required string Message { get; init; }
}
