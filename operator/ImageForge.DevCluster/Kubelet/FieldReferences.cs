using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Fields of a pod that it may have in its environment or in a downwardAPI volume.</summary>
internal static class FieldReferences
{
    /// <exception cref="PodConfigurationException">The path names no such field.</exception>
    public static string Resolve(JsonObject pod, string podIP, string path) =>
        path switch
        {
            "metadata.name" => pod.Name(),
            "metadata.namespace" => pod.Namespace() ?? "",
            "metadata.uid" => pod.Uid(),
            "metadata.labels" => Lines(pod, "labels"),
            "metadata.annotations" => Lines(pod, "annotations"),
            "spec.nodeName" => pod.Text("spec", "nodeName") ?? "",
            "spec.serviceAccountName" => pod.Text("spec", "serviceAccountName") ?? "",
            "status.podIP" or "status.podIPs" => podIP,
            "status.hostIP" or "status.hostIPs" => "127.0.0.1",
            _ => Entry(pod, path, "labels") ?? Entry(pod, path, "annotations") ?? throw Unknown(path),
        };

    private static string? Entry(JsonObject pod, string path, string map)
    {
        var prefix = $"metadata.{map}['";
        return path.StartsWith(prefix, StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            ? pod.Text("metadata", map, path[prefix.Length..^2]) ?? ""
            : null;
    }

    private static string Lines(JsonObject pod, string map) =>
        string.Join(
            '\n',
            pod.Map("metadata", map).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}=\"{p.Value}\"")
        );

    private static PodConfigurationException Unknown(string path) =>
        new("CreateContainerConfigError", $"unsupported fieldPath: {path}");
}
