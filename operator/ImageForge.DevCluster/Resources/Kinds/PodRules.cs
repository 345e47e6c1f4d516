using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Pods: a spec that hardly changes once stored.</summary>
internal sealed class PodRules : DeletedObjectRules
{
    private const string UpdateMessage =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private static readonly string[] Changeable =
    [
        "activeDeadlineSeconds",
        "tolerations",
        "terminationGracePeriodSeconds",
        "schedulingGates",
    ];

    /// <summary>There are no classes here but the two that every cluster is born with.</summary>
    public override string? Forbidden(JsonObject o) =>
        (string?)o["spec"]?["priorityClassName"] is { Length: > 0 } priority
        && priority is not ("system-cluster-critical" or "system-node-critical")
            ? $"no PriorityClass with name {priority} was found"
        : (string?)o["spec"]?["runtimeClassName"] is { Length: > 0 } runtime
            ? $"pod rejected: RuntimeClass \"{runtime}\" not found"
        : null;

    public override string? TypeMismatch(JsonObject o) => Quantities.Mismatch(o["spec"]);

    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is JsonObject spec)
        {
            PodDefaults.Apply(spec);
            PodDefaults.RequestLimits(spec);
            spec["enableServiceLinks"] ??= true;
        }
    }

    public override void PrepareForCreate(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is JsonObject spec)
        {
            Admit(spec);
        }
        o["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QosClass(o) };
    }

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    )
    {
        var errors = new List<FieldError>(metadataErrors);
        errors.AddRange(PodChecks.Spec(o["spec"] as JsonObject, "spec"));
        if (old is not null && !JsonNode.DeepEquals(Fixed(o["spec"]), Fixed(old["spec"])))
        {
            errors.Add(FieldError.Forbidden("spec", UpdateMessage));
        }
        return errors;
    }

    // What Kubernetes' admission plugins add to every pod.
    private static void Admit(JsonObject spec)
    {
        spec["serviceAccountName"] ??= "default";
        spec["serviceAccount"] ??= spec["serviceAccountName"]!.DeepClone();
        spec["priority"] ??= 0;
        spec["preemptionPolicy"] ??= "PreemptLowerPriority";
        if (spec["tolerations"] is not JsonArray tolerations)
        {
            spec["tolerations"] = tolerations = [];
        }
        foreach (var key in (string[])["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"])
        {
            if (tolerations.Any(t => (string?)t?["key"] == key))
            {
                continue;
            }
            tolerations.Add(
                new JsonObject
                {
                    ["key"] = key,
                    ["operator"] = "Exists",
                    ["effect"] = "NoExecute",
                    ["tolerationSeconds"] = 300,
                }
            );
        }
    }

    private static string QosClass(JsonObject pod)
    {
        var resources = (pod["spec"]?["containers"] as JsonArray ?? []).Select(c => c?["resources"]).ToList();
        if (resources.All(r => r?["requests"] is null && r?["limits"] is null))
        {
            return "BestEffort";
        }
        var guaranteed = resources.All(r =>
            r?["limits"] is JsonObject limits
            && limits["cpu"] is not null
            && limits["memory"] is not null
            && JsonNode.DeepEquals(limits["cpu"], r["requests"]?["cpu"])
            && JsonNode.DeepEquals(limits["memory"], r["requests"]?["memory"])
        );
        return guaranteed ? "Guaranteed" : "Burstable";
    }

    private static JsonNode? Fixed(JsonNode? spec)
    {
        if (spec is not JsonObject o)
        {
            return spec;
        }
        var copy = o.Copy();
        foreach (var field in Changeable)
        {
            copy.Remove(field);
        }
        foreach (var list in (string[])["containers", "initContainers"])
        {
            foreach (var container in (copy[list] as JsonArray ?? []).OfType<JsonObject>())
            {
                container.Remove("image");
            }
        }
        return copy;
    }
}
