using ImageForge.Api.Schema;
using k8s;
using k8s.Models;

namespace ImageForge.Api.GenerationJobs;

/// <summary>
/// GenerationJob generates images: it composes a layout, polishes it, scores the results and stores them.
/// </summary>
[CustomResource("generationjobs", "gj", "genjob")]
[PrinterColumn("State", ".status.state", Description = "State of the job.")]
[PrinterColumn("Progress", ".status.progress.percent", "integer", Description = "Percent done.")]
[PrinterColumn("Images", ".status.images", Description = "Completed and total variants.")]
[PrinterColumn("Cached", ".status.cache.hit", "boolean", Description = "True if the images came from the cache.")]
[PrinterColumn("Queue", ".status.queueName", Description = "Kueue LocalQueue of the job.")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date", Description = "Time since creation.")]
[PrinterColumn(
    "Reason",
    ".status.conditions[?(@.type==\"Ready\")].reason",
    Description = "Why it is ready or not.",
    Wide = true
)]
[PrinterColumn("Cents", ".status.cost.chargedCents", "integer", Description = "Cost in cents.", Wide = true)]
[PrinterColumn("Device", ".status.device.provider", Description = "Device the model ran on.", Wide = true)]
[PrinterColumn("Artifact", ".status.primaryArtifact", Description = "Key of the primary image.", Wide = true)]
[Rule("size(self.metadata.name) <= 63", "metadata.name must have at most 63 characters")]
[Rule(
    "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    "metadata.name must begin with a letter and hold only lower-case letters, digits and hyphens"
)]
public sealed record GenerationJob : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "GenerationJob";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public required V1ObjectMeta Metadata { get; set; }

    /// <summary>Desired images: one optional block per stage.</summary>
    public required GenerationJobSpec Spec { get; init; }

    /// <summary>Observed state. Written by the operator.</summary>
    [Default("{\"observedGeneration\":-1}")]
    public GenerationJobStatus? Status { get; init; }
}
