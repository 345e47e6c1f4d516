using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Services: kept, with their defaults; nothing routes to them.</summary>
internal sealed class ServiceRules : DeletedObjectRules
{
    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is not JsonObject spec)
        {
            return;
        }
        spec["type"] ??= "ClusterIP";
        spec["sessionAffinity"] ??= "None";
        spec["internalTrafficPolicy"] ??= "Cluster";
        foreach (var port in (spec["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            port["protocol"] ??= "TCP";
            port["targetPort"] ??= port["port"]?.DeepClone();
        }
    }

    public override void PrepareForCreate(ServedResource resource, JsonObject o) =>
        o["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
}
