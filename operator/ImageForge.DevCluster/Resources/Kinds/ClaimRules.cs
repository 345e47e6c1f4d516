using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>PersistentVolumeClaims: kept; a pod that mounts one gets a local folder of that name.</summary>
internal sealed class ClaimRules : DeletedObjectRules
{
    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is JsonObject spec)
        {
            spec["volumeMode"] ??= "Filesystem";
        }
    }

    public override void PrepareForCreate(ServedResource resource, JsonObject o) =>
        o["status"] = new JsonObject { ["phase"] = "Pending" };
}
