using k8s.Models;

namespace ImageForge.Kube;

/// <summary>The API server answered that a call failed; <see cref="Status"/> says how.</summary>
public sealed class KubeException : Exception
{
    /// <summary>Wraps the server's answer.</summary>
    /// <param name="status">The answer; its code is the HTTP status code.</param>
    /// <param name="retryAfter">How long the server asked to wait, if it did.</param>
    public KubeException(V1Status status, TimeSpan? retryAfter = null)
        : base(status.Message is { Length: > 0 } message ? message : $"API server returned {status.Code}.")
    {
        Status = status;
        RetryAfter =
            retryAfter ?? (status.Details?.RetryAfterSeconds is int seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <summary>The server's answer.</summary>
    public V1Status Status { get; }

    /// <summary>How long the server asked to wait before the next try; null if it did not.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The HTTP status code.</summary>
    public int Code => Status.Code ?? 0;

    /// <summary>Why, as one CamelCase word; empty if the server gave none.</summary>
    public string Reason => Status.Reason ?? "";

    /// <summary>The single reasons, such as one for each invalid field.</summary>
    public IReadOnlyList<V1StatusCause> Causes => [.. Status.Details?.Causes ?? []];

    /// <summary>The object (or its type) does not exist.</summary>
    public bool IsNotFound => Code == 404;

    /// <summary>An object of that name exists.</summary>
    public bool IsAlreadyExists => Reason == "AlreadyExists";

    /// <summary>The object has changed since it was read, or a field belongs to another manager.</summary>
    public bool IsConflict => Code == 409 && Reason == "Conflict";

    /// <summary>The requested version or continue token has expired: list again.</summary>
    public bool IsGone => Code == 410 || Reason is "Expired" or "Gone";

    /// <summary>The object does not meet its schema or rules; <see cref="Causes"/> names the fields.</summary>
    public bool IsInvalid => Code == 422;

    /// <summary>The credentials were rejected.</summary>
    public bool IsUnauthorized => Code == 401;

    /// <summary>The credentials lack a permission.</summary>
    public bool IsForbidden => Code == 403;

    /// <summary>The server is rate limiting.</summary>
    public bool IsTooManyRequests => Code == 429;

    /// <summary>The server has not seen the requested version yet.</summary>
    public bool IsTooLargeResourceVersion =>
        Code == 504 && Causes.Any(cause => cause.Reason == "ResourceVersionTooLarge")
        || Status.Message?.Contains("Too large resource version", StringComparison.Ordinal) == true;

    /// <summary>An admission webhook that the call depends on did not answer.</summary>
    public bool IsWebhookFailure => Message.Contains("failed calling webhook", StringComparison.Ordinal);

    /// <summary>
    /// The same call may succeed later: the server was overloaded, starting or stopping, or the credentials, which are
    /// renewed, were refused.
    /// </summary>
    public bool IsTransient => Code is 401 or 408 or 429 or >= 500;
}

/// <summary>
/// No usable response: the connection failed or the request timed out.
/// Whether a write took effect is unknown.
/// </summary>
public class KubeTransportException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The call was not made because no credentials are available: an exec plugin or a file failed. May be retried.
/// </summary>
public sealed class KubeCredentialException(string message, Exception inner) : KubeTransportException(message, inner);
