using ImageForge.Api.Core;

namespace ImageForge.Kube;

/// <summary>The built-in kinds that have records.</summary>
public static class CoreResources
{
    /// <summary><c>v1 ConfigMap</c>.</summary>
    public static ResourceType<ConfigMap> ConfigMaps { get; } =
        new("", "v1", "ConfigMap", "configmaps", true, CoreJson.Default.ConfigMap);

    /// <summary><c>v1 Pod</c>.</summary>
    public static ResourceType<Pod> Pods { get; } = new("", "v1", "Pod", "pods", true, CoreJson.Default.Pod);

    /// <summary><c>batch/v1 Job</c>.</summary>
    public static ResourceType<Job> Jobs { get; } = new("batch", "v1", "Job", "jobs", true, CoreJson.Default.Job);

    /// <summary><c>events.k8s.io/v1 Event</c>.</summary>
    public static ResourceType<Event> Events { get; } =
        new("events.k8s.io", "v1", "Event", "events", true, CoreJson.Default.Event);

    /// <summary><c>coordination.k8s.io/v1 Lease</c>.</summary>
    public static ResourceType<Lease> Leases { get; } =
        new("coordination.k8s.io", "v1", "Lease", "leases", true, CoreJson.Default.Lease);

    /// <summary>Any kind, its objects as plain JSON.</summary>
    public static ResourceType<Unstructured> Plain(
        string group,
        string version,
        string kind,
        string plural,
        bool namespaced
    ) => new(group, version, kind, plural, namespaced, Json.KubeJson.Default.Unstructured);
}
