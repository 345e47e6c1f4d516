using ImageForge.Api.Core;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>
/// GenerationJob asks for images: it composes a layout, polishes it, scores the results and stores them.
/// </summary>
[CustomResource("generationjobs", "gj", "genjob")]
[PrinterColumn("State", ".status.state", Description = "Where the job stands.")]
[PrinterColumn("Progress", ".status.progress.percent", "integer", Description = "Percent done.")]
[PrinterColumn("Images", ".status.images", Description = "Variants done and wanted.")]
[PrinterColumn("Cached", ".status.cache.hit", "boolean", Description = "True when the images came from the cache.")]
[PrinterColumn("Queue", ".status.queueName", Description = "Kueue LocalQueue of the job.")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date", Description = "Time since the creation.")]
[PrinterColumn(
    "Reason",
    ".status.conditions[?(@.type==\"Ready\")].reason",
    Description = "Why it is ready or not.",
    Wide = true
)]
[PrinterColumn("Cents", ".status.cost.chargedCents", "integer", Description = "Cost in cents.", Wide = true)]
[PrinterColumn("Device", ".status.device.provider", Description = "What the model ran on.", Wide = true)]
[PrinterColumn("Artifact", ".status.primaryArtifact", Description = "Key of the primary image.", Wide = true)]
[Rule("size(self.metadata.name) <= 63", "metadata.name must have at most 63 characters")]
[Rule(
    "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    "metadata.name must begin with a letter and hold only lower-case letters, digits and hyphens"
)]
public sealed record GenerationJob : IKubeObject
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "GenerationJob";

    /// <inheritdoc/>
    public string ApiVersion => ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What is wanted: one block per stage, each of which may be left out.</summary>
    public required GenerationJobSpec Spec { get; init; }

    /// <summary>What has become of it. Written by the operator.</summary>
    [Default("{\"observedGeneration\":-1}")]
    public GenerationJobStatus? Status { get; init; }
}
