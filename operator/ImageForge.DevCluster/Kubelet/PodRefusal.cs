using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>What of a pod local processes cannot do; pure.</summary>
internal static class PodRefusal
{
    /// <summary>Why the pod cannot run here at all; null when it can.</summary>
    public static string? Of(JsonObject pod)
    {
        foreach (var volume in pod.Items("spec", "volumes"))
        {
            if (
                volume.Select(p => p.Key).FirstOrDefault(k => k != "name" && !VolumeSetup.Supported.Contains(k)) is
                { } kind
            )
            {
                return Refuse($"volume \"{volume.Text("name")}\": {kind}");
            }
            if (volume.Items("downwardAPI", "items").Any(i => i["resourceFieldRef"] is not null))
            {
                return Refuse($"volume \"{volume.Text("name")}\": resourceFieldRef");
            }
        }
        var init = pod.Items("spec", "initContainers").ToList();
        if (init.Exists(c => c.Text("restartPolicy") == "Always"))
        {
            return Refuse("initContainers with restartPolicy Always");
        }
        return init.Concat(pod.Items("spec", "containers")).Select(OfContainer).FirstOrDefault(r => r is not null);
    }

    /// <summary>What the pod asks for and does not get, though it runs; null when there is nothing.</summary>
    public static string? Ignored(JsonObject pod)
    {
        var fields = pod.Items("spec", "containers")
            .SelectMany(c => c.Select(p => p.Key))
            .Where(k => k is "readinessProbe" or "livenessProbe" or "startupProbe" or "lifecycle")
            .Distinct()
            .ToList();
        return fields.Count == 0
            ? null
            : $"{string.Join(", ", fields)} ignored by the development cluster: a container counts as ready while it runs";
    }

    private static string? OfContainer(JsonObject container)
    {
        var name = container.Text("name");
        if (container.Items("volumeMounts").Any(m => m["subPathExpr"] is not null))
        {
            return Refuse($"container \"{name}\": subPathExpr");
        }
        if (container["volumeDevices"] is JsonArray { Count: > 0 })
        {
            return Refuse($"container \"{name}\": volumeDevices");
        }
        var isUnknown = container
            .Items("env")
            .Select(e => e["valueFrom"])
            .Any(f => f is JsonObject from && (from["resourceFieldRef"] ?? from["fileKeyRef"]) is not null);
        return isUnknown
            ? Refuse($"container \"{name}\": env valueFrom other than fieldRef, configMapKeyRef and secretKeyRef")
            : null;
    }

    private static string Refuse(string what) => $"{what}: not supported by the development cluster";
}
