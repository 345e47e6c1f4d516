using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>The options of a delete, from its body or else its query.</summary>
internal sealed record DeleteOptions
{
    public bool DryRun { get; init; }
    public long? GraceSeconds { get; init; }

    /// <summary>Null where the kind's own policy counts.</summary>
    public PropagationPolicy? Policy { get; init; }
    public string? Uid { get; init; }
    public string? ResourceVersion { get; init; }

    /// <exception cref="ApiError">BadRequest, Invalid.</exception>
    public static async Task<DeleteOptions> ReadAsync(ApiCall call)
    {
        var bytes = await BodyReader.BytesAsync(call.Http.Request, call.Http.RequestAborted);
        var body =
            bytes.Length == 0 ? FromQuery(call)
            : BodyReader.MediaType(call.Http.Request) == ProtobufBodies.MediaType ? ProtobufBodies.Decode(bytes)
            : Parse(bytes);
        if ((string?)body["kind"] is { Length: > 0 } kind && kind != "DeleteOptions")
        {
            throw ApiError.BadRequest(
                $"no kind \"{kind}\" is registered for version \"{body["apiVersion"]}\" in scheme"
                    + " \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\""
            );
        }
        var policy = (string?)body["propagationPolicy"];
        var orphan = body["orphanDependents"];
        if (orphan is not null && policy is not null)
        {
            throw Invalid(
                FieldError.Invalid(
                    "propagationPolicy",
                    policy,
                    "orphanDependents and deletionPropagation cannot be both set"
                )
            );
        }
        if (policy is not (null or "Foreground" or "Background" or "Orphan"))
        {
            throw Invalid(
                FieldError.NotSupported("propagationPolicy", policy, ["Foreground", "Background", "Orphan", "nil"])
            );
        }
        if (orphan is not null)
        {
            policy = orphan.GetValueKind() == JsonValueKind.True ? "Orphan" : "Background";
        }
        return new DeleteOptions
        {
            DryRun = body["dryRun"] is JsonArray { Count: > 0 } || call.Query("dryRun") is { Length: > 0 },
            GraceSeconds = body["gracePeriodSeconds"].Integer(),
            Policy = policy is null ? null : Enum.Parse<PropagationPolicy>(policy),
            Uid = (string?)body["preconditions"]?["uid"],
            ResourceVersion = (string?)body["preconditions"]?["resourceVersion"],
        };
    }

    private static JsonObject Parse(byte[] bytes)
    {
        try
        {
            return JsonText.Parse(bytes).Value as JsonObject
                ?? throw ApiError.BadRequest("couldn't get version/kind; json parse error: the body is no object");
        }
        catch (FormatException e)
        {
            throw ApiError.BadRequest($"couldn't get version/kind; json parse error: {e.Message}");
        }
    }

    private static JsonObject FromQuery(ApiCall call)
    {
        var body = new JsonObject();
        if (call.Query("propagationPolicy") is { Length: > 0 } policy)
        {
            body["propagationPolicy"] = policy;
        }
        if (long.TryParse(call.Query("gracePeriodSeconds"), out var grace))
        {
            body["gracePeriodSeconds"] = grace;
        }
        if (call.Query("orphanDependents") is { Length: > 0 } orphan)
        {
            body["orphanDependents"] = Responses.IsTrue(orphan);
        }
        return body;
    }

    private static ApiError Invalid(FieldError error) => ApiError.Invalid("meta.k8s.io", "DeleteOptions", "", [error]);
}
