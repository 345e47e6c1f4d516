using System.Text;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>
/// How the operator's caches read its children: without the fields that no decision reads, since most of a Job is its pod
/// template. Tests of decisions read their objects in the same way.
/// </summary>
public static class CachedFields
{
    private static readonly Dictionary<Type, string[]> Unread = new()
    {
        [typeof(V1JobSpec)] = ["podFailurePolicy", "selector", "template"],
        [typeof(V1PodSpec)] =
        [
            "affinity",
            "imagePullSecrets",
            "initContainers",
            "nodeSelector",
            "securityContext",
            "tolerations",
            "topologySpreadConstraints",
            "volumes",
        ],
        [typeof(V1PodStatus)] =
        [
            "ephemeralContainerStatuses",
            "hostIP",
            "hostIPs",
            "nominatedNodeName",
            "podIPs",
            "qosClass",
            "resourceClaimStatuses",
        ],
        [typeof(V1ContainerStatus)] =
        [
            "allocatedResources",
            "allocatedResourcesStatus",
            "containerID",
            "image",
            "imageID",
            "resources",
            "user",
            "volumeMounts",
        ],
        [typeof(V1Container)] =
        [
            "args",
            "command",
            "env",
            "envFrom",
            "lifecycle",
            "livenessProbe",
            "ports",
            "readinessProbe",
            "securityContext",
            "startupProbe",
            "volumeDevices",
            "volumeMounts",
        ],
    };

    /// <summary>Jobs. Their labels name the queue.</summary>
    public static JsonTypeInfo<V1Job> OfJob { get; } = Without<V1Job>("finalizers", "generateName");

    /// <summary>Pods. Their finalizers tell whether their Job has counted them.</summary>
    public static JsonTypeInfo<V1Pod> OfPod { get; } = Without<V1Pod>("generateName", "labels");

    /// <summary>ConfigMaps with run plans, which are kept as UTF-8: half of a string.</summary>
    public static JsonTypeInfo<V1ConfigMap> OfConfigMap { get; } =
        CoreJson.Without<V1ConfigMap>(Skipped("finalizers", "generateName", "labels"), KeepUtf8);

    private static JsonTypeInfo<T> Without<T>(params string[] metadata) => CoreJson.Without<T>(Skipped(metadata));

    private static Dictionary<Type, string[]> Skipped(params string[] metadata) =>
        new(Unread) { [typeof(V1ObjectMeta)] = metadata };

    private static void KeepUtf8(V1ConfigMap map)
    {
        if (map.Data?.TryGetValue(PodPlanner.PlanFile, out var plan) == true)
        {
            map.Data = null;
            map.BinaryData = new Dictionary<string, byte[]> { [PodPlanner.PlanFile] = Encoding.UTF8.GetBytes(plan) };
        }
    }
}
