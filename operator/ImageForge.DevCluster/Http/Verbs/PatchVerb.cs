using System.Text.Json.Nodes;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>PATCH by a JSON, merge or strategic merge patch; a server-side apply goes to <see cref="ApplyVerb"/>.</summary>
internal static class PatchVerb
{
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string ApplyYaml = "application/apply-patch+yaml";

    public static async Task RunAsync(ApiCall call)
    {
        var resource = call.Resource;
        Negotiated.ForObject(call.Http.Request.Headers.Accept);
        var type = BodyReader.MediaType(call.Http.Request);
        if (type == ApplyYaml)
        {
            await ApplyVerb.RunAsync(call);
            return;
        }
        RequireType(resource, type);
        var options = WriteOptions.Parse(call, "PatchOptions");
        var bytes = await BodyReader.BytesAsync(call.Http.Request, call.Http.RequestAborted);
        var (patch, duplicates) = Parse(bytes, type);

        IReadOnlyList<string> warnings = [];
        var patched = call.Store.Mutate(
            call.Key,
            old =>
            {
                var before = resource.View(old);
                var o = before.Copy();
                Change(o, patch, type, resource);
                (o, warnings) = Accept(call, o, patch, duplicates, options);
                return ObjectPipeline.Update(
                    call,
                    o,
                    old,
                    (live, updated) =>
                        FieldManager.Update(
                            resource,
                            live,
                            updated,
                            options.FieldManager,
                            call.Info.Subresource,
                            call.Store.Time.GetUtcNow()
                        )
                );
            },
            options.DryRun
        );
        foreach (var warning in warnings)
        {
            Responses.Warn(call.Http, warning);
        }
        if (patched is null)
        {
            throw call.NotFound();
        }
        await ObjectWriter.WriteUpdatedAsync(call, patched, options);
    }

    private static void RequireType(ServedResource resource, string type)
    {
        if (type is Json or Merge || type == Strategic && !resource.IsCustom)
        {
            return;
        }
        if (resource.IsCustom)
        {
            throw BodyReader.UnsupportedType($"{Json}, {Merge}, {ApplyYaml}");
        }
        throw ApiError.Make(415, "UnsupportedMediaType", "415: Unsupported Media Type", []);
    }

    private static (JsonNode Patch, IReadOnlyList<string> Duplicates) Parse(byte[] bytes, string type)
    {
        ParsedBody parsed;
        try
        {
            parsed = JsonText.Parse(bytes);
        }
        catch (FormatException e)
        {
            throw ApiError.BadRequest($"error decoding patch: {e.Message}");
        }
        var found = parsed.Value switch
        {
            JsonArray => "array",
            JsonObject => "object",
            _ => "value",
        };
        if (type == Json && parsed.Value is not JsonArray)
        {
            throw ApiError.BadRequest(
                $"error decoding patch: json: cannot unmarshal {found} into Go value of type []handlers.jsonPatchOp"
            );
        }
        if (type != Json && parsed.Value is not JsonObject)
        {
            throw ApiError.BadRequest(
                $"error decoding patch: json: cannot unmarshal {found} into Go value of type map[string]interface {{}}"
            );
        }
        return (parsed.Value!, parsed.Duplicates);
    }

    private static void Change(JsonObject o, JsonNode patch, string type, ServedResource resource)
    {
        try
        {
            if (type == Json)
            {
                JsonPatch.Apply(o, patch.AsArray());
            }
            else if (type == Merge)
            {
                MergePatch.Apply(o, patch.AsObject());
            }
            else
            {
                StrategicPatch.Apply(o, patch.AsObject(), resource.Type);
            }
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            throw ApiError.Make(422, "Invalid", "the server rejected our request due to an error in our request", []);
        }
    }

    /// <summary>Reads the patched object as if it had been sent whole.</summary>
    private static (JsonObject, IReadOnlyList<string>) Accept(
        ApiCall call,
        JsonObject o,
        JsonNode patch,
        IReadOnlyList<string> duplicates,
        WriteOptions options
    )
    {
        var resource = call.Resource;
        var whole = JsonOutput.Text(resource.IsCustom ? ObjectPipeline.Sorted(o) : Touched(o, patch)!);
        if (resource.IsCustom && (string?)o["apiVersion"] != resource.GroupVersion)
        {
            foreach (var name in o.Select(p => p.Key).Where(k => k is not ("apiVersion" or "kind" or "metadata")))
            {
                Responses.Warn(call.Http, StrictDecoding.UnknownField(name));
            }
            throw ApiError.Invalid(
                resource.Id.Group,
                resource.Kind,
                call.Info.Name,
                [FieldError.Invalid("apiVersion", o["apiVersion"], $"must be {resource.GroupVersion}")]
            );
        }
        IReadOnlyList<string> warnings;
        try
        {
            warnings = ObjectPipeline.Decode(
                resource,
                o,
                duplicates,
                options,
                findings => Refuse(whole, $"strict decoding error: {string.Join(", ", findings)}")
            );
        }
        catch (ApiError e)
            when (!resource.IsCustom && e.Message.StartsWith(Unreadable(resource), StringComparison.Ordinal))
        {
            throw Refuse(whole, e.Message[Unreadable(resource).Length..]);
        }
        UpdateVerb.CheckTarget(call, o);
        CreateVerb.RequireKind(resource, o);
        return (o, warnings);
    }

    private static string Unreadable(ServedResource resource) => ObjectPipeline.CannotHandle(resource, "");

    // A server that merges sorts the fields of what it touches, and leaves the rest as it was.
    private static JsonNode? Touched(JsonNode? node, JsonNode? patch) =>
        (node, patch) is (JsonObject o, JsonObject changes)
            ? new JsonObject(
                o.OrderBy(p => p.Key, StringComparer.Ordinal)
                    .Select(p => KeyValuePair.Create(p.Key, Touched(p.Value, changes[p.Key])))
            )
            : node?.DeepClone();

    // As the server has no better name for what it refuses, it quotes the whole object.
    private static ApiError Refuse(string whole, string why) =>
        ApiError.Invalid("", "", "", [new FieldError(FieldErrorType.Invalid, "patch", GoText.Quote(whole), why)]);
}
