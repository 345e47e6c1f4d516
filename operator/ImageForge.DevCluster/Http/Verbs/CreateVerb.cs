using System.Text.Json.Nodes;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>POST to a collection.</summary>
internal static class CreateVerb
{
    public static async Task RunAsync(ApiCall call)
    {
        var resource = call.Resource;
        Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var options = WriteOptions.Parse(call, "CreateOptions");
        var (o, duplicates) = await BodyReader.ObjectAsync(call);
        CheckVersion(call, o, options);
        var warnings = ObjectPipeline.Decode(resource, o, duplicates, options);
        foreach (var warning in warnings)
        {
            Responses.Warn(call.Http, warning);
        }
        RequireKind(resource, o);
        RequireNamespace(call, o);
        if ((string?)o.Metadata()["resourceVersion"] is { Length: > 0 })
        {
            throw ApiError.Plain(500, "resourceVersion should not be set on objects to be created");
        }
        o = FieldManager.Update(resource, null, o, options.FieldManager, "", call.Store.Time.GetUtcNow());
        await ObjectWriter.WriteAsync(call, 201, ObjectPipeline.Create(call, o, options));
    }

    /// <exception cref="ApiError">BadRequest: the body is of another version than the path.</exception>
    public static void CheckVersion(ApiCall call, JsonObject o, WriteOptions options)
    {
        var version = (string?)o["apiVersion"] ?? "";
        if (!call.Resource.IsCustom || version == call.Resource.GroupVersion)
        {
            return;
        }
        // Nothing is known of another version's fields.
        foreach (var name in o.Select(p => p.Key).Where(k => k is not ("apiVersion" or "kind" or "metadata")))
        {
            if (options.Warns)
            {
                Responses.Warn(call.Http, StrictDecoding.UnknownField(name));
            }
        }
        throw ApiError.BadRequest(
            $"the API version in the data ({version}) does not match the expected API version ({call.Resource.GroupVersion})"
        );
    }

    /// <exception cref="ApiError">Invalid: the body is of another kind than the path.</exception>
    public static void RequireKind(ServedResource resource, JsonObject o)
    {
        var kind = (string?)o["kind"] ?? "";
        if (kind != resource.Kind)
        {
            throw ApiError.Invalid(
                resource.Id.Group,
                kind,
                o.Name(),
                [FieldError.Invalid("kind", kind, $"must be {resource.Kind}")]
            );
        }
    }

    /// <summary>Checks that the object belongs to the namespace of the path, and that this takes new objects.</summary>
    /// <exception cref="ApiError">BadRequest, NotFound, Forbidden.</exception>
    public static void RequireNamespace(ApiCall call, JsonObject o)
    {
        if (!call.Resource.Namespaced)
        {
            return;
        }
        var ns = call.Info.Namespace!;
        if (o.Namespace() is { Length: > 0 } own && own != ns)
        {
            throw ApiError.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request"
            );
        }
        var found =
            call.Store.Get(new ObjectKey(BuiltinResources.Namespaces, null, ns))
            ?? throw ApiError.NotFound(BuiltinResources.Namespaces, ns);
        if (!found.IsTerminating())
        {
            return;
        }
        var error = ApiError.Forbidden(
            call.Resource.Id,
            o.Name(),
            $"unable to create new content in namespace {ns} because it is being terminated"
        );
        error.Status["details"]!["causes"] = new JsonArray(
            new JsonObject
            {
                ["reason"] = "NamespaceTerminating",
                ["message"] = $"namespace {ns} is being terminated",
                ["field"] = "metadata.namespace",
            }
        );
        throw error;
    }
}
