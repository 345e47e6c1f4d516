using ImageForge.Api.Core;
using ImageForge.Api.Schema;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>Whether an AtmosphereProfile is usable, and by whom it is used.</summary>
public sealed record AtmosphereProfileStatus
{
    /// <summary>The generation of the spec that this status describes; -1 before the operator has seen it.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>What is known, aspect by aspect: Ready, OverlaysUsable and more.</summary>
    [List(16, Keys = "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>Digest of the profile as jobs see it.</summary>
    [Text(71)]
    public string? Hash { get; init; }

    /// <summary>Overlays that are usable and named, such as "3/4".</summary>
    [Text(16)]
    public string? OverlaysUsable { get; init; }

    /// <summary>Images that cannot be used, and why.</summary>
    [List(64)]
    public IReadOnlyList<UnusableImage>? Unusable { get; init; }

    /// <summary>Number of GenerationJobs that use it and have not ended.</summary>
    [Number(0)]
    public int? Jobs { get; init; }

    /// <summary>Names of some of those jobs, in alphabetical order.</summary>
    [List(32), Text(63)]
    public IReadOnlyList<string>? UsedBy { get; init; }
}
