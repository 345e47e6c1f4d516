using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Storage;

/// <summary>The refusals, worded as Kubernetes words them.</summary>
internal sealed partial class ApiError
{
    public static ApiError NotFound(ResourceId resource, string name) =>
        Make(404, "NotFound", $"{resource} \"{name}\" not found", Details(resource, name));

    public static ApiError AlreadyExists(ResourceId resource, string name) =>
        Make(409, "AlreadyExists", $"{resource} \"{name}\" already exists", Details(resource, name));

    /// <summary>A write that was based on an older version, or a precondition that does not hold.</summary>
    public static ApiError Conflict(ResourceId resource, string name, string why) =>
        Make(
            409,
            "Conflict",
            $"Operation cannot be fulfilled on {resource} \"{name}\": {why}",
            Details(resource, name)
        );

    public static ApiError Modified(ResourceId resource, string name) =>
        Conflict(
            resource,
            name,
            "the object has been modified; please apply your changes to the latest version and try again"
        );

    public static ApiError Forbidden(ResourceId resource, string name, string why) =>
        Make(
            403,
            "Forbidden",
            name.Length == 0 ? $"{resource} is forbidden: {why}" : $"{resource} \"{name}\" is forbidden: {why}",
            Details(resource, name)
        );

    public static ApiError BadRequest(string message) => Make(400, "BadRequest", message, null);

    /// <summary>A version that the history no longer holds.</summary>
    public static ApiError Expired(string message) => Make(410, "Expired", message, null);

    public static ApiError Internal(string message) =>
        Make(
            500,
            "InternalError",
            $"Internal error occurred: {message}",
            new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) }
        );

    /// <summary>An object that breaks its schema or its rules; <paramref name="kind"/> and group as in the object.</summary>
    public static ApiError Invalid(string group, string kind, string name, IReadOnlyList<FieldError> causes) =>
        new(InvalidStatus.Build(group, kind, name, causes), 422);

    /// <summary>Any other refusal.</summary>
    public static ApiError Make(int code, string reason, string message, JsonObject? details, int? retryAfter = null)
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = reason,
        };
        if (details is not null)
        {
            status["details"] = details;
        }
        status["code"] = code;
        return new ApiError(status, code, retryAfter);
    }

    /// <summary>A refusal without reason or details, as a server gives it for errors that it did not foresee.</summary>
    public static ApiError Plain(int code, string message)
    {
        var error = Make(code, "", message, null);
        error.Status.Remove("reason");
        return error;
    }

    public static JsonObject Details(ResourceId resource, string name)
    {
        var details = new JsonObject();
        if (name.Length > 0)
        {
            details["name"] = name;
        }
        if (resource.Group.Length > 0)
        {
            details["group"] = resource.Group;
        }
        if (resource.Plural.Length > 0)
        {
            details["kind"] = resource.Plural;
        }
        return details;
    }
}
