using System.Text.Json.Nodes;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>PUT of an object or of its status.</summary>
internal static class UpdateVerb
{
    public static async Task RunAsync(ApiCall call)
    {
        var resource = call.Resource;
        Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var options = WriteOptions.Parse(call, "UpdateOptions");
        var (o, duplicates) = await BodyReader.ObjectAsync(call);
        CreateVerb.CheckVersion(call, o, options);
        foreach (var warning in ObjectPipeline.Decode(resource, o, duplicates, options))
        {
            Responses.Warn(call.Http, warning);
        }
        CheckTarget(call, o);
        CreateVerb.RequireKind(resource, o);
        var version = Version(o);

        var updated = call.Store.Mutate(
            call.Key,
            old =>
            {
                RequireUid(call, o, old);
                if (version is null && !resource.Rules.AllowsUnconditionalUpdate)
                {
                    throw ApiError.Invalid(
                        resource.Id.Group,
                        resource.Id.Plural,
                        call.Info.Name,
                        [FieldError.Invalid("metadata.resourceVersion", 0L, "must be specified for an update")]
                    );
                }
                return ObjectPipeline.Update(
                    call,
                    o.Copy(),
                    old,
                    (before, after) =>
                        FieldManager.Update(
                            resource,
                            before,
                            after,
                            options.FieldManager,
                            call.Info.Subresource,
                            call.Store.Time.GetUtcNow()
                        )
                );
            },
            options.DryRun
        );
        if (updated is not null)
        {
            await ObjectWriter.WriteUpdatedAsync(call, updated, options);
            return;
        }
        if (!resource.Rules.CreatesOnUpdate || call.Info.Subresource.Length > 0)
        {
            throw call.NotFound();
        }
        call.RequireCreate();
        CreateVerb.RequireNamespace(call, o);
        o = FieldManager.Update(resource, null, o, options.FieldManager, "", call.Store.Time.GetUtcNow());
        await ObjectWriter.WriteAsync(call, 201, ObjectPipeline.Create(call, o, options));
    }

    /// <exception cref="ApiError">BadRequest: name or namespace differ from the path's.</exception>
    public static void CheckTarget(ApiCall call, JsonObject o)
    {
        if (o.Name() is { Length: > 0 } name && name != call.Info.Name)
        {
            throw ApiError.BadRequest(
                $"the name of the object ({name}) does not match the name on the URL ({call.Info.Name})"
            );
        }
        if (o.Namespace() is { Length: > 0 } ns && ns != (call.Info.Namespace ?? ""))
        {
            throw ApiError.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request"
            );
        }
        o.Metadata()["name"] = call.Info.Name;
    }

    private static long? Version(JsonObject o)
    {
        try
        {
            return ResourceVersions.Parse((string?)o.Metadata()["resourceVersion"]);
        }
        catch (FormatException e)
        {
            throw ApiError.Plain(500, e.Message);
        }
    }

    /// <exception cref="ApiError">Conflict: the body means another object of that name.</exception>
    public static void RequireUid(ApiCall call, JsonObject o, JsonObject old)
    {
        if (o.Uid() is not { Length: > 0 } uid || uid == old.Uid())
        {
            return;
        }
        var path = string.Join(
            '/',
            new[] { call.Resource.Id.Group, call.Resource.Id.Plural, call.Info.Namespace, call.Info.Name }.Where(p =>
                !string.IsNullOrEmpty(p)
            )
        );
        throw ApiError.Conflict(
            call.Resource.Id,
            call.Info.Name,
            $"StorageError: invalid object, Code: 4, Key: /registry/{path}, ResourceVersion: 0, AdditionalErrorMsg:"
                + $" Precondition failed: UID in precondition: {uid}, UID in object meta: {old.Uid()}"
        );
    }
}
