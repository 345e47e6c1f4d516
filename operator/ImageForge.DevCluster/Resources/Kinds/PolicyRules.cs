using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>NetworkPolicies: kept, with their defaults; no connection is filtered.</summary>
internal sealed class NetworkPolicyRules : BuiltinRules
{
    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is not JsonObject spec)
        {
            return;
        }
        // Without rules, the field is not there.
        spec["policyTypes"] ??= spec["egress"] is null ? new JsonArray("Ingress") : new JsonArray("Ingress", "Egress");
        foreach (var rule in Items(spec, "ingress").Concat(Items(spec, "egress")))
        {
            foreach (var port in Items(rule, "ports"))
            {
                port["protocol"] ??= "TCP";
            }
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject parent, string field) =>
        (parent[field] as JsonArray ?? []).OfType<JsonObject>();
}

/// <summary>PodDisruptionBudgets: kept; nothing is evicted here.</summary>
internal sealed class DisruptionBudgetRules : DeletedObjectRules
{
    public override void PrepareForCreate(ServedResource resource, JsonObject o) =>
        o["status"] = new JsonObject
        {
            ["currentHealthy"] = 0,
            ["desiredHealthy"] = 0,
            ["disruptionsAllowed"] = 0,
            ["expectedPods"] = 0,
        };

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    ) =>
        o["spec"] is JsonObject { } spec && spec["minAvailable"] is not null && spec["maxUnavailable"] is not null
            ?
            [
                .. metadataErrors,
                FieldError.Invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set"),
            ]
            : metadataErrors;
}
