using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Controllers;

/// <summary>
/// What admission adds to a pod: the service account, the standard tolerations, priority, and the first status. The
/// template's own defaults are there already, because the API server put them into the job.
/// </summary>
internal static class PodDefaults
{
    private const long TolerationSeconds = 300;

    public static JsonObject Admit(JsonObject pod)
    {
        if (pod["spec"] is not JsonObject spec)
            return pod;
        spec["serviceAccountName"] ??= "default";
        spec["serviceAccount"] ??= spec.Text("serviceAccountName");
        if (spec["tolerations"] is not JsonArray tolerations)
            spec["tolerations"] = tolerations = [];
        foreach (var taint in (string[])["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (tolerations.OfType<JsonObject>().All(t => t.Text("key") != taint))
                tolerations.Add(Toleration(taint));
        }
        spec["priority"] ??= 0L;
        spec["enableServiceLinks"] ??= true;
        spec["preemptionPolicy"] ??= "PreemptLowerPriority";
        pod["status"] ??= new JsonObject { ["phase"] = "Pending", ["qosClass"] = QosClass(spec) };
        return pod;
    }

    private static JsonObject Toleration(string taint) =>
        new()
        {
            ["key"] = taint,
            ["operator"] = "Exists",
            ["effect"] = "NoExecute",
            ["tolerationSeconds"] = TolerationSeconds,
        };

    private static string QosClass(JsonObject spec)
    {
        var containers = spec.Items("containers").Concat(spec.Items("initContainers")).ToList();
        var isBound = containers.TrueForAll(c => IsGuaranteed(c, "cpu") && IsGuaranteed(c, "memory"));
        if (isBound)
            return "Guaranteed";
        return containers.Exists(c => Asks(c, "requests") || Asks(c, "limits")) ? "Burstable" : "BestEffort";
    }

    private static bool IsGuaranteed(JsonObject container, string resource) =>
        container.Text("resources", "limits", resource) is { } limit
        && (container.Text("resources", "requests", resource) ?? limit) == limit;

    private static bool Asks(JsonObject container, string what) =>
        container.At("resources", what) is JsonObject asked
        && (asked.ContainsKey("cpu") || asked.ContainsKey("memory"));
}
