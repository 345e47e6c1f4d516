using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Events as core/v1 shows them, which is also how they are stored.</summary>
internal sealed class CoreEventRules : BuiltinRules
{
    public override void Decode(ServedResource resource, JsonObject o, ICollection<string> unknown)
    {
        base.Decode(resource, o, unknown);
        // They are always written; an empty one has no owner.
        foreach (var field in (string[])["reportingComponent", "reportingInstance"])
        {
            if ((string?)o[field] is "")
            {
                o.Remove(field);
            }
        }
    }

    public override void Default(ServedResource resource, JsonObject o) => o["type"] ??= "Normal";

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    )
    {
        var involved = (string?)o["involvedObject"]?["namespace"] ?? "";
        var own = Storage.StoredObject.Namespace(o);
        if (old is null && o["eventTime"] is null && involved != own && !(involved.Length == 0 && own == "default"))
        {
            return
            [
                .. metadataErrors,
                FieldError.Invalid("involvedObject.namespace", involved, "does not match event.namespace"),
            ];
        }
        return metadataErrors;
    }

    public override JsonObject View(ServedResource resource, JsonObject stored)
    {
        var o = (JsonObject)stored.DeepClone();
        if (o["source"] is null)
        {
            o["source"] = new JsonObject();
        }
        foreach (var time in (string[])["firstTimestamp", "lastTimestamp", "eventTime"])
        {
            if (!o.ContainsKey(time))
            {
                o[time] = null;
            }
        }
        o["reportingComponent"] ??= "";
        o["reportingInstance"] ??= "";
        return o;
    }
}
