using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Where an object is stored and how others refer to it.</summary>
internal static class ObjectIdentity
{
    public static ObjectKey Key(this JsonObject o, ResourceId resource) => new(resource, o.Namespace(), o.Name());

    public static ObjectKey Key(this StoreEvent change) => change.Object.Key(change.Resource);

    /// <summary>The owner reference that says "this controls the object"; null where nothing does.</summary>
    public static JsonObject? Controller(this JsonObject o) =>
        o.Items("metadata", "ownerReferences").FirstOrDefault(r => r.Flag("controller") == true);

    /// <summary>A core/v1 ObjectReference to the object, as events carry it.</summary>
    public static JsonObject Reference(this JsonObject o, string? fieldPath = null)
    {
        var reference = new JsonObject { ["kind"] = o.Kind() };
        if (o.Namespace() is { } ns)
        {
            reference["namespace"] = ns;
        }
        reference["name"] = o.Name();
        reference["uid"] = o.Uid();
        reference["apiVersion"] = o.ApiVersion();
        if (o.Text("metadata", "resourceVersion") is { } version)
        {
            reference["resourceVersion"] = version;
        }
        if (fieldPath is not null)
        {
            reference["fieldPath"] = fieldPath;
        }
        return reference;
    }
}
