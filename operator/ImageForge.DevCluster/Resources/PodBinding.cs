using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources;

/// <summary>What it does to a pod that it is given a node, or none.</summary>
internal static class PodBinding
{
    public static void Assign(JsonObject pod, string node, DateTimeOffset now)
    {
        pod["spec"]!["nodeName"] = node;
        SetCondition(pod, new JsonObject { ["type"] = "PodScheduled", ["status"] = "True" }, now);
    }

    public static void Refuse(JsonObject pod, string why, DateTimeOffset now) =>
        SetCondition(
            pod,
            new JsonObject
            {
                ["type"] = "PodScheduled",
                ["observedGeneration"] = pod.Generation(),
                ["status"] = "False",
                ["reason"] = "Unschedulable",
                ["message"] = why,
            },
            now
        );

    private static void SetCondition(JsonObject pod, JsonObject condition, DateTimeOffset now)
    {
        condition["lastProbeTime"] = null;
        condition["lastTransitionTime"] = now.Rfc3339();
        if (pod["status"] is not JsonObject status)
        {
            pod["status"] = status = new JsonObject { ["phase"] = "Pending" };
        }
        status["conditions"] = new JsonArray(condition);
    }
}
