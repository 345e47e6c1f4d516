using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>The Node that stands for this machine.</summary>
internal static class NodeObject
{
    private const int MostPods = 110;

    /// <summary>Registers the node with the machine's processors and memory and the given extra resources.</summary>
    public static void Ensure(ObjectStore store, string name, IReadOnlyDictionary<string, string> extra)
    {
        if (store.Get(new ObjectKey(BuiltinResources.Nodes, null, name)) is null)
        {
            store.Create(BuiltinResources.Nodes, New(name, extra, store.Time.GetUtcNow()));
        }
    }

    private static JsonObject New(string name, IReadOnlyDictionary<string, string> extra, DateTimeOffset now)
    {
        var resources = new JsonObject
        {
            ["cpu"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["memory"] = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024}Ki",
            ["pods"] = MostPods.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (resource, amount) in extra)
        {
            resources[resource] = amount;
        }
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        return new JsonObject
        {
            ["kind"] = "Node",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject
                {
                    ["kubernetes.io/arch"] = architecture,
                    ["kubernetes.io/hostname"] = name,
                    ["kubernetes.io/os"] = "linux",
                },
            },
            ["spec"] = new JsonObject(),
            ["status"] = new JsonObject
            {
                ["capacity"] = resources,
                ["allocatable"] = resources.DeepClone(),
                ["conditions"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "Ready",
                        ["status"] = "True",
                        ["lastHeartbeatTime"] = now.Rfc3339(),
                        ["lastTransitionTime"] = now.Rfc3339(),
                        ["reason"] = "KubeletReady",
                        ["message"] = "pods run as local processes",
                    }
                ),
                ["addresses"] = new JsonArray(
                    new JsonObject { ["type"] = "InternalIP", ["address"] = "127.0.0.1" },
                    new JsonObject { ["type"] = "Hostname", ["address"] = name }
                ),
                ["nodeInfo"] = new JsonObject
                {
                    ["architecture"] = architecture,
                    ["containerRuntimeVersion"] = "process://1",
                    ["kernelVersion"] = Environment.OSVersion.Version.ToString(),
                    ["kubeletVersion"] = "imageforge-dev",
                    ["operatingSystem"] = "linux",
                    ["osImage"] = RuntimeInformation.OSDescription,
                },
            },
        };
    }
}
