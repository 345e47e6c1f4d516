using ImageForge.Api.Schema;
using k8s;
using k8s.Models;

namespace ImageForge.Api.Storyboards;

/// <summary>
/// Storyboard turns a scene into a sequence of frames: it owns one GenerationJob per frame and assembles their images.
/// </summary>
[CustomResource("storyboards", "sb")]
[PrinterColumn("State", ".status.state", Description = "State of the storyboard.")]
[PrinterColumn("Progress", ".status.progress.percent", "integer", Description = "Percent done.")]
[PrinterColumn("Frames", ".status.framesDone", Description = "Completed and total frames.")]
[PrinterColumn("Genre", ".spec.genre", Description = "Genre of the scene.")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "date", Description = "Time since creation.")]
[PrinterColumn(
    "Reason",
    ".status.conditions[?(@.type==\"Ready\")].reason",
    Description = "Why it is ready or not.",
    Wide = true
)]
[PrinterColumn("Consistency", ".status.consistency.overall", "integer", Description = "0 to 100.", Wide = true)]
[PrinterColumn("Cents", ".status.cost.chargedCents", "integer", Description = "Cost in cents.", Wide = true)]
[PrinterColumn("Artifact", ".status.contactSheet.key", Description = "Key of the contact sheet.", Wide = true)]
[Rule("size(self.metadata.name) <= 63", "metadata.name must have at most 63 characters")]
[Rule(
    "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    "metadata.name must begin with a letter and hold only lower-case letters, digits and hyphens"
)]
public sealed record Storyboard : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "Storyboard";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public required V1ObjectMeta Metadata { get; set; }

    /// <summary>Desired storyboard: scene, shots and settings of the frames.</summary>
    public required StoryboardSpec Spec { get; init; }

    /// <summary>Observed state. Written by the operator.</summary>
    [Default("{\"observedGeneration\":-1}")]
    public StoryboardStatus? Status { get; init; }
}
