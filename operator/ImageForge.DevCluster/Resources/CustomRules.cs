using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources;

/// <summary>The rules of a custom resource: those of its schema.</summary>
/// <param name="schema">The schema of the version; null when the definition keeps everything.</param>
/// <param name="since">The version of the store from which the schema holds; older objects are adapted when read.</param>
internal sealed class CustomRules(StructuralSchema schema, long since) : ResourceRules
{
    public override bool AllowsUnconditionalUpdate => false;

    public override void Decode(ServedResource resource, JsonObject o, ICollection<string> unknown)
    {
        BuiltinRules.Normalise(o["metadata"], Types.BuiltinTypes.ObjectMeta, "metadata", unknown);
        schema.Prune(o, unknown);
        schema.DropNulls(o);
        foreach (var name in o.Where(p => p.Value is null).Select(p => p.Key).ToList())
        {
            o.Remove(name);
        }
    }

    public override void Default(ServedResource resource, JsonObject o) => schema.Default(o);

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    ) => schema.Validate(o, old, metadataErrors);

    public override JsonObject Empty(ServedResource resource) => [];

    public override JsonObject View(ServedResource resource, JsonObject stored)
    {
        var isOld = Storage.StoredObject.ResourceVersion(stored) <= since;
        if (!isOld && (string?)stored["apiVersion"] == resource.GroupVersion)
        {
            return stored;
        }
        var o = (JsonObject)stored.DeepClone();
        o["apiVersion"] = resource.GroupVersion;
        if (isOld)
        {
            schema.Prune(o, []);
            schema.Default(o);
        }
        return o;
    }
}
