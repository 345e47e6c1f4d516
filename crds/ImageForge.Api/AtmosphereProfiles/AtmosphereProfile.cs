using ImageForge.Api.Core;
using ImageForge.Api.Schema;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>
/// AtmosphereProfile holds overlays, phrases, mood words, camera and brand that GenerationJobs share. It runs nothing.
/// </summary>
[CustomResource("atmosphereprofiles", "ap", "atmosphere")]
[PrinterColumn(
    "Ready",
    ".status.conditions[?(@.type==\"Ready\")].status",
    Description = "Whether all of it is usable."
)]
[PrinterColumn("Strategy", ".spec.strategy", Description = "How the atmosphere gets into the picture.")]
[PrinterColumn("Overlays", ".status.overlaysUsable", Description = "Overlays that are usable and named.")]
[PrinterColumn("Jobs", ".status.jobs", "integer", Description = "Jobs that use it.")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date", Description = "Time since the creation.")]
[PrinterColumn(
    "Reason",
    ".status.conditions[?(@.type==\"Ready\")].reason",
    Description = "Why it is usable or not.",
    Wide = true
)]
[Rule("size(self.metadata.name) <= 63", "metadata.name must have at most 63 characters")]
[Rule(
    "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    "metadata.name must begin with a letter and hold only lower-case letters, digits and hyphens"
)]
public sealed record AtmosphereProfile : IKubeObject
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "AtmosphereProfile";

    /// <inheritdoc/>
    public string ApiVersion => ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What the jobs share. A change applies to jobs that are planned afterwards.</summary>
    public required AtmosphereProfileSpec Spec { get; init; }

    /// <summary>Whether it is usable, and by whom it is used. Written by the operator.</summary>
    [Default("{\"observedGeneration\":-1}")]
    public AtmosphereProfileStatus? Status { get; init; }
}
