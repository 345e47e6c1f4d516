using System.Text.Json.Nodes;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>Server-side apply.</summary>
internal static class ApplyVerb
{
    public static async Task RunAsync(ApiCall call)
    {
        var resource = call.Resource;
        var options = WriteOptions.Parse(call, "PatchOptions", isApply: true);
        var applied = await ReadAsync(call, options);
        Check(call, applied);
        var now = call.Store.Time.GetUtcNow();
        var updated = call.Store.Mutate(
            call.Key,
            old =>
            {
                if ((string?)applied.Metadata()["uid"] is { Length: > 0 } uid && uid != old.Uid())
                {
                    throw ApiError.Modified(resource.Id, call.Info.Name);
                }
                var live = resource.View(old);
                var merged = FieldManager.Apply(
                    resource,
                    live,
                    applied.Copy(),
                    options.FieldManager,
                    call.Info.Subresource,
                    options.Force ?? false,
                    now
                );
                Decode(resource, merged);
                return ObjectPipeline.Update(call, merged, old, (_, after) => after);
            },
            options.DryRun
        );
        if (updated is not null)
        {
            await ObjectWriter.WriteUpdatedAsync(call, updated, options);
            return;
        }
        await ObjectWriter.WriteAsync(call, 201, Create(call, applied, options, now));
    }

    private static JsonObject Create(ApiCall call, JsonObject applied, WriteOptions options, DateTimeOffset now)
    {
        var resource = call.Resource;
        if (call.Info.Subresource.Length > 0)
        {
            throw call.NotFound();
        }
        if ((string?)applied.Metadata()["uid"] is { Length: > 0 } uid)
        {
            throw ApiError.Conflict(
                resource.Id,
                call.Info.Name,
                $"uid mismatch: the provided object specified uid {uid}, and no existing object was found"
            );
        }
        call.RequireCreate();
        CreateVerb.RequireNamespace(call, applied);
        var created = FieldManager.Apply(
            resource,
            null,
            applied,
            options.FieldManager,
            "",
            options.Force ?? false,
            now
        );
        created.Metadata()["name"] = call.Info.Name;
        Decode(resource, created);
        return ObjectPipeline.Create(call, created, options);
    }

    // What the type does not declare has been refused before.
    private static void Decode(ServedResource resource, JsonObject o)
    {
        resource.Rules.Decode(resource, o, []);
        resource.Rules.Default(resource, o);
    }

    private static async Task<JsonObject> ReadAsync(ApiCall call, WriteOptions options)
    {
        var bytes = await BodyReader.BytesAsync(call.Http.Request, call.Http.RequestAborted);
        ParsedBody parsed;
        try
        {
            parsed = ParsedBody.FromYaml(bytes);
        }
        catch (FormatException e)
        {
            throw ApiError.BadRequest($"error decoding YAML: {e.Message}");
        }
        if (options.IsStrict && parsed.YamlDuplicates.Count > 0)
        {
            throw ApiError.BadRequest(
                $"error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  {string.Join("\n  ", parsed.YamlDuplicates)}"
            );
        }
        foreach (var warning in options.Warns ? parsed.YamlDuplicates : [])
        {
            Responses.Warn(call.Http, warning);
        }
        return parsed.Value as JsonObject ?? throw ApiError.BadRequest("error decoding YAML: the body is no object");
    }

    private static void Check(ApiCall call, JsonObject applied)
    {
        var (version, kind) = ((string?)applied["apiVersion"] ?? "", (string?)applied["kind"] ?? "");
        if (version.Length == 0 || kind.Length == 0)
        {
            throw ApiError.BadRequest($"invalid object type: {(version.Length == 0 ? "/" : version)}, Kind={kind}");
        }
        if (MetadataRules.TypeMismatch(applied) is { } mismatch)
        {
            throw ApiError.BadRequest(ObjectPipeline.CannotHandle(call.Resource, mismatch));
        }
        if (applied["metadata"]?["managedFields"] is not null)
        {
            throw ApiError.BadRequest("metadata.managedFields must be nil");
        }
        if (version != call.Resource.GroupVersion || kind != call.Resource.Kind)
        {
            throw ApiError.BadRequest($"invalid object type: {version}, Kind={kind}");
        }
        // Before any merge: the name decides which object is meant.
        UpdateVerb.CheckTarget(call, applied);
    }
}
