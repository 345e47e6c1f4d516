using ImageForge.Api;
using k8s.Models;

namespace ImageForge.Kube;

/// <summary>The built-in kinds that have records.</summary>
public static class CoreResources
{
    /// <summary><c>v1 ConfigMap</c>.</summary>
    public static ResourceType<V1ConfigMap> ConfigMaps { get; } =
        new("", "v1", "ConfigMap", "configmaps", true, CoreJson.Of<V1ConfigMap>());

    /// <summary><c>v1 Pod</c>.</summary>
    public static ResourceType<V1Pod> Pods { get; } = new("", "v1", "Pod", "pods", true, CoreJson.Of<V1Pod>());

    /// <summary><c>batch/v1 Job</c>.</summary>
    public static ResourceType<V1Job> Jobs { get; } = new("batch", "v1", "Job", "jobs", true, CoreJson.Of<V1Job>());

    /// <summary><c>events.k8s.io/v1 Event</c>.</summary>
    public static ResourceType<Eventsv1Event> Events { get; } =
        new("events.k8s.io", "v1", "Event", "events", true, CoreJson.Of<Eventsv1Event>());

    /// <summary><c>coordination.k8s.io/v1 Lease</c>.</summary>
    public static ResourceType<V1Lease> Leases { get; } =
        new("coordination.k8s.io", "v1", "Lease", "leases", true, CoreJson.Of<V1Lease>());

    /// <summary>Any kind, its objects as plain JSON.</summary>
    public static ResourceType<Unstructured> Plain(
        string group,
        string version,
        string kind,
        string plural,
        bool namespaced
    ) => new(group, version, kind, plural, namespaced, Json.KubeJson.Default.Unstructured);
}
