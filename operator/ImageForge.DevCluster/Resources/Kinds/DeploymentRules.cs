using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Deployments: kept, with their defaults; nothing runs them.</summary>
internal sealed class DeploymentRules : BuiltinRules
{
    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is not JsonObject spec)
        {
            return;
        }
        spec["replicas"] ??= 1;
        spec["revisionHistoryLimit"] ??= 10;
        spec["progressDeadlineSeconds"] ??= 600;
        if (spec["strategy"] is not JsonObject strategy)
        {
            spec["strategy"] = strategy = [];
        }
        strategy["type"] ??= "RollingUpdate";
        if ((string?)strategy["type"] == "RollingUpdate")
        {
            strategy["rollingUpdate"] ??= new JsonObject { ["maxUnavailable"] = "25%", ["maxSurge"] = "25%" };
        }
        if (spec["template"] is JsonObject template)
        {
            PodDefaults.ApplyToTemplate(template);
        }
    }

    public override void PrepareForCreate(ServedResource resource, JsonObject o) => o["status"] = new JsonObject();
}
