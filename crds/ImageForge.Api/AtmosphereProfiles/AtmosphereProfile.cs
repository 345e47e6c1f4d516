using ImageForge.Api.Schema;
using k8s;
using k8s.Models;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>
/// AtmosphereProfile holds overlays, phrases, mood words, camera and brand shared by GenerationJobs.
/// </summary>
[CustomResource("atmosphereprofiles", "ap", "atmosphere")]
[PrinterColumn(
    "Ready",
    ".status.conditions[?(@.type==\"Ready\")].status",
    Description = "Whether the profile is usable."
)]
[PrinterColumn("Strategy", ".spec.strategy", Description = "How the atmosphere is applied.")]
[PrinterColumn("Overlays", ".status.overlaysUsable", Description = "Usable and total overlays.")]
[PrinterColumn("Jobs", ".status.jobs", "integer", Description = "Jobs that use it.")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date", Description = "Time since creation.")]
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
public sealed record AtmosphereProfile : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "AtmosphereProfile";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public required V1ObjectMeta Metadata { get; set; }

    /// <summary>Settings shared by jobs. A change applies to jobs planned afterwards.</summary>
    public required AtmosphereProfileSpec Spec { get; init; }

    /// <summary>Observed state. Written by the operator.</summary>
    [Default("{\"observedGeneration\":-1}")]
    public AtmosphereProfileStatus? Status { get; init; }
}
