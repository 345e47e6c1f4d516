using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources;

/// <summary>
/// How the objects of one resource are read, completed and checked. Objects given to these methods belong to the
/// caller and may be edited; the old object never.
/// </summary>
internal abstract class ResourceRules
{
    /// <summary>Whether a PUT without resourceVersion overwrites whatever is there.</summary>
    public virtual bool AllowsUnconditionalUpdate => true;

    /// <summary>Whether a PUT of something absent creates it.</summary>
    public virtual bool CreatesOnUpdate => false;

    /// <summary>Whether a delete that is done at once answers the object instead of a Status.</summary>
    public virtual bool ReturnsDeletedObject => false;

    /// <summary>The rule for names.</summary>
    public virtual IEnumerable<string> CheckName(string name) => NameRules.Subdomain(name);

    /// <summary>Brings an object that a client sent into the stored form, removing what is not declared.</summary>
    /// <param name="resource">The version that it was sent for.</param>
    /// <param name="o">The object.</param>
    /// <param name="unknown">Receives the paths of what was removed.</param>
    public abstract void Decode(ServedResource resource, JsonObject o, ICollection<string> unknown);

    /// <summary>The complaint of a typed server about a value that it cannot decode; null when there is none.</summary>
    public virtual string? TypeMismatch(JsonObject o) => null;

    /// <summary>Fills in what a client left out.</summary>
    public virtual void Default(ServedResource resource, JsonObject o) { }

    /// <summary>Sets what is the server's to set on a new object.</summary>
    public virtual void PrepareForCreate(ServedResource resource, JsonObject o)
    {
        if (resource.HasStatus)
        {
            o.Remove("status");
        }
    }

    /// <summary>Puts back what an update may not change without being refused.</summary>
    public virtual void PrepareForUpdate(ServedResource resource, JsonObject o, JsonObject old)
    {
        if (!resource.HasStatus)
        {
            return;
        }
        if (old["status"] is { } status)
        {
            o["status"] = status.DeepClone();
        }
        else
        {
            o.Remove("status");
        }
    }

    /// <summary>Checks everything but the metadata that all kinds share; those errors are given, to come first.</summary>
    public virtual IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    ) => metadataErrors;

    /// <summary>Why admission forbids a new object, though it is valid; null when it does not.</summary>
    public virtual string? Forbidden(JsonObject o) => null;

    /// <summary>Called once a new object is stored.</summary>
    public virtual void AfterCreate(ObjectStore store, JsonObject created) { }

    /// <summary>Called once an update is stored.</summary>
    public virtual void AfterUpdate(ObjectStore store, JsonObject updated) { }

    /// <summary>The fields of an empty object of the kind, which have no owner.</summary>
    public abstract JsonObject Empty(ServedResource resource);

    /// <summary>See <see cref="ServedResource.View"/>.</summary>
    public virtual JsonObject View(ServedResource resource, JsonObject stored) => stored;
}
