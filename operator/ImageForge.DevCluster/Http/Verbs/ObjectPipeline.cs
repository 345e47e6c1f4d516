using System.Text.Json.Nodes;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>What every write does to an object before it is stored.</summary>
internal static class ObjectPipeline
{
    /// <summary>
    /// Reads what a client sent: checks its kind and metadata, removes unknown fields (refusing or warning as the
    /// request wants) and fills in defaults.
    /// </summary>
    /// <returns>The warnings; the caller sends them if the request succeeds so far.</returns>
    /// <exception cref="ApiError">BadRequest, Invalid.</exception>
    public static List<string> Decode(
        ServedResource resource,
        JsonObject o,
        IReadOnlyList<string> duplicates,
        WriteOptions options,
        Func<IReadOnlyList<string>, ApiError>? refusal = null
    )
    {
        if ((MetadataRules.TypeMismatch(o) ?? resource.Rules.TypeMismatch(o)) is { } mismatch)
        {
            throw ApiError.BadRequest(CannotHandle(resource, mismatch));
        }
        if (!resource.IsCustom)
        {
            CheckBuiltinKind(resource, o);
        }
        var unknown = new List<string>();
        resource.Rules.Decode(resource, o, unknown);
        List<string> findings =
        [
            .. unknown.Select(StrictDecoding.UnknownField),
            .. duplicates.Select(StrictDecoding.DuplicateField),
        ];
        if (options.IsStrict && findings.Count > 0)
        {
            throw refusal?.Invoke(findings)
                ?? ApiError.BadRequest(StrictDecoding.Refusal(resource.Kind, resource.Version, findings));
        }
        resource.Rules.Default(resource, o);
        return options.Warns ? findings : [];
    }

    /// <summary>Completes a new object and stores it.</summary>
    /// <exception cref="ApiError">Invalid, AlreadyExists.</exception>
    public static JsonObject Create(ApiCall call, JsonObject o, WriteOptions options)
    {
        var resource = call.Resource;
        var metadata = o.Metadata();
        MetadataRules.DropSetByServer(metadata);
        if (resource.Namespaced && call.Info.Namespace is { } ns)
        {
            metadata["namespace"] = ns;
        }
        else
        {
            metadata.Remove("namespace");
        }
        if (o.Name().Length == 0 && (string?)metadata["generateName"] is { Length: > 0 } prefix)
        {
            metadata["name"] = NameGenerator.Complete(prefix);
        }
        metadata["uid"] = Guid.NewGuid().ToString();
        resource.Rules.PrepareForCreate(resource, o);
        resource.Rules.Default(resource, o);
        if (resource.Rules.Forbidden(o) is { } why)
        {
            throw ApiError.Forbidden(resource.Id, (string?)metadata["generateName"] ?? o.Name(), why);
        }
        Check(resource, o, null);
        if (Generations.AreCounted(resource.Storage))
        {
            metadata["generation"] = 1;
        }
        if (resource.IsCustom)
        {
            // The store fills these in where they stand.
            metadata["creationTimestamp"] = "";
            metadata["resourceVersion"] = "";
            o = Sorted(o);
        }
        foreach (var warning in MetadataRules.Warnings(o, null))
        {
            Responses.Warn(call.Http, warning);
        }
        try
        {
            var created = call.Store.Create(resource.Storage, o, options.DryRun);
            if (!options.DryRun)
            {
                resource.Rules.AfterCreate(call.Store, created);
            }
            return created;
        }
        catch (ApiError e) when (e.Reason == "AlreadyExists")
        {
            var existing = call.Store.Get(resource.Key(call.Info.Namespace, o.Name()));
            var error = ApiError.AlreadyExists(resource.Id, o.Name());
            if (existing?.IsTerminating() == true)
            {
                error.Status["message"] = $"object is being deleted: {error.Message}";
            }
            throw error;
        }
    }

    /// <summary>Completes a changed object for storing; what a client may not change is put back.</summary>
    /// <exception cref="ApiError">Conflict, Invalid.</exception>
    public static JsonObject Update(
        ApiCall call,
        JsonObject o,
        JsonObject old,
        Func<JsonObject, JsonObject, JsonObject> own
    )
    {
        var resource = call.Resource;
        var isStatus = call.Info.Subresource == "status";
        var metadata = o.Metadata();
        var stored = old.Metadata();
        RequireVersion(resource, o, old);
        foreach (var field in (string[])["creationTimestamp", "generation", "selfLink", "namespace"])
        {
            Restore(metadata, stored, field);
        }
        // A deletion cannot be undone; an update that omits deletionTimestamp is no attempt to.
        foreach (var field in (string[])["deletionTimestamp", "deletionGracePeriodSeconds", "uid"])
        {
            if (metadata[field] is null)
            {
                Restore(metadata, stored, field);
            }
        }
        Restore(metadata, stored, "resourceVersion");
        o = own(old, o);
        metadata = o.Metadata();
        if (isStatus)
        {
            TakeStatusOnly(ref o, old, metadata["managedFields"]);
        }
        else
        {
            resource.Rules.PrepareForUpdate(resource, o, old);
        }
        resource.Rules.Default(resource, o);
        Check(resource, o, old);
        if (Generations.IsDesiredStateChanged(old, o))
        {
            o.Metadata()["generation"] = old.Generation() + 1;
        }
        foreach (var warning in MetadataRules.Warnings(o, old))
        {
            Responses.Warn(call.Http, warning);
        }
        return ManagedFields.KeepTimesOfNoChange(resource.IsCustom ? Sorted(o) : o, old);
    }

    /// <summary>With the fields in alphabetical order, as untyped objects are kept.</summary>
    public static JsonObject Sorted(JsonObject o) => (JsonObject)Sort(o)!;

    private static JsonNode? Sort(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(
                o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sort(p.Value)))
            ),
            JsonArray array => new JsonArray([.. array.Select(Sort)]),
            _ => node?.DeepClone(),
        };

    public static string CannotHandle(ServedResource resource, string why) =>
        $"{resource.Kind} in version \"{resource.Version}\" cannot be handled as a {resource.Kind}: {why}";

    private static void Check(ServedResource resource, JsonObject o, JsonObject? old)
    {
        var errors = MetadataRules.Validate(o, resource.Rules.CheckName);
        if (old is not null)
        {
            errors.AddRange(MetadataRules.ValidateUpdate(o, old));
        }
        var all = resource.Rules.Validate(resource, o, old, errors);
        if (all.Count > 0)
        {
            throw ApiError.Invalid(
                resource.StoredAs?.Group ?? resource.Id.Group,
                (string?)o["kind"] ?? resource.Kind,
                o.Name(),
                all
            );
        }
    }

    private static void RequireVersion(ServedResource resource, JsonObject o, JsonObject old)
    {
        var version = (string?)o.Metadata()["resourceVersion"] ?? "";
        if (version.Length > 0 && version != (string?)old["metadata"]!["resourceVersion"])
        {
            throw ApiError.Modified(resource.Id, old.Name());
        }
    }

    private static void CheckBuiltinKind(ServedResource resource, JsonObject o)
    {
        var kind = (string?)o["kind"] ?? "";
        var version = (string?)o["apiVersion"] ?? "";
        if (kind.Length > 0 && kind != resource.Kind)
        {
            throw ApiError.BadRequest(
                $"{kind} in version \"{resource.Version}\" cannot be handled as a {resource.Kind}: converting"
                    + $" ({resource.Version}.{kind}) to (core.{resource.Kind}): unknown conversion"
            );
        }
        if (version.Length > 0 && version != resource.GroupVersion)
        {
            throw ApiError.BadRequest(
                $"the API version in the data ({version}) does not match the expected API version ({resource.GroupVersion})"
            );
        }
    }

    private static void TakeStatusOnly(ref JsonObject o, JsonObject old, JsonNode? managedFields)
    {
        var status = o["status"]?.DeepClone();
        var managed = managedFields?.DeepClone();
        o = old.Copy();
        o.Remove("status");
        if (status is not null)
        {
            o["status"] = status;
        }
        o.Metadata().Remove("managedFields");
        if (managed is not null)
        {
            o.Metadata()["managedFields"] = managed;
        }
    }

    private static void Restore(JsonObject metadata, JsonObject stored, string field)
    {
        if (stored[field] is { } value)
        {
            metadata[field] = value.DeepClone();
        }
        else
        {
            metadata.Remove(field);
        }
    }
}
