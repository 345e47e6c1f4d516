using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Storage;

/// <summary>A refusal in the form that Kubernetes gives it: a <c>meta/v1 Status</c> with its HTTP code.</summary>
internal sealed partial class ApiError : Exception
{
    public ApiError(JsonObject status, int code, int? retryAfter = null)
        : base((string?)status["message"])
    {
        Status = status;
        Code = code;
        RetryAfter = retryAfter;
    }

    /// <summary>The Status object that is the answer's body.</summary>
    public JsonObject Status { get; }

    /// <summary>The HTTP status code.</summary>
    public int Code { get; }

    /// <summary>Seconds for the Retry-After header, where the client should try again.</summary>
    public int? RetryAfter { get; }

    /// <summary>The machine-readable reason, such as <c>NotFound</c>.</summary>
    public string Reason => (string?)Status["reason"] ?? "";
}
