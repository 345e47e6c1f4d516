using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.DevCluster.Storage;
using k8s.Models;

namespace ImageForge.DevCluster.Controllers;

/// <summary>One pod of a job.</summary>
/// <param name="Pod">As stored.</param>
/// <param name="IsTracked">Still carries the finalizer that says: not counted yet.</param>
internal sealed record JobPod(V1Pod Pod, bool IsTracked)
{
    /// <summary>Holds a pod until its job has counted it.</summary>
    public const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";

    public string Uid => Pod.Metadata.Uid ?? "";

    public string Name => Pod.Metadata.Name ?? "";

    public bool IsSucceeded => Pod.Status?.Phase == "Succeeded";

    public bool IsFailed => Pod.Status?.Phase == "Failed";

    /// <summary>Neither ended nor being deleted.</summary>
    public bool IsActive => !IsSucceeded && !IsFailed && Pod.Metadata.DeletionTimestamp is null;

    /// <summary>Being deleted and not ended yet.</summary>
    public bool IsTerminating => !IsSucceeded && !IsFailed && Pod.Metadata.DeletionTimestamp is not null;

    public bool IsReady => Pod.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true;

    /// <summary>Every container that ran to an end, init containers included.</summary>
    public IEnumerable<V1ContainerStatus> Ended =>
        (Pod.Status?.InitContainerStatuses ?? [])
            .Concat(Pod.Status?.ContainerStatuses ?? [])
            .Where(c => c.State?.Terminated is not null);

    /// <summary>How often containers were started again.</summary>
    public int Restarts =>
        (Pod.Status?.InitContainerStatuses ?? []).Concat(Pod.Status?.ContainerStatuses ?? []).Sum(c => c.RestartCount);

    /// <summary>When the last container ended; when nothing ran, when deletion was asked for.</summary>
    public DateTimeOffset? FinishedAt =>
        Ended.Max(c => c.State?.Terminated?.FinishedAt) ?? Pod.Metadata.DeletionTimestamp ?? Pod.Status?.StartTime;

    public static JobPod From(JsonObject stored) =>
        new(
            stored.Deserialize(CoreJson.Of<V1Pod>()) ?? throw new JsonException("a pod is null"),
            stored.Finalizers().Contains(TrackingFinalizer)
        );
}
