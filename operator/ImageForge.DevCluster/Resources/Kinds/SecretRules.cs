using System.Text;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Secrets: <c>stringData</c> becomes <c>data</c>.</summary>
internal sealed class SecretRules : ConfigMapRules
{
    public override void Default(ServedResource resource, JsonObject o)
    {
        o["type"] ??= "Opaque";
        if (o["stringData"] is not JsonObject plain)
        {
            return;
        }
        if (o["data"] is not JsonObject data)
        {
            o["data"] = data = [];
        }
        foreach (var (key, value) in plain)
        {
            data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string?)value ?? ""));
        }
        o.Remove("stringData");
    }
}
