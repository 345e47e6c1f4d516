using Amazon.Runtime;
using Amazon.S3;
using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts.S3;

/// <summary>Words what an S3 server answers, or that it does not, for people who can do something about it.</summary>
/// <remarks>The server's own text is left out: some repeat the request in it, keys and signatures included.</remarks>
internal static class S3Errors
{
    /// <summary>The store's exception for a client's one, or null for what is no failure of the store.</summary>
    public static StoreException? Translate(S3Location location, string? key, Exception e) =>
        e switch
        {
            // Of our own connections; clients wrap it.
            _ when e.GetBaseException() is StorePlanException refused => refused,
            AmazonS3Exception answer => Translate(location, key, answer),
            OperationCanceledException or TimeoutException => Unreachable(location, "did not answer in time", e),
            AmazonClientException or HttpRequestException or IOException => Unreachable(
                location,
                $"cannot be reached ({Innermost(e)})",
                e
            ),
            _ => null,
        };

    // Errors that a retry may resolve are StoreUnreachable; all others need a change of what the message names.
    private static StoreException Translate(S3Location location, string? key, AmazonS3Exception e) =>
        (e.ErrorCode, (int)e.StatusCode) switch
        {
            ("NoSuchBucket", _) => new StoreNotFoundException(
                $"{location.Server} has no bucket '{location.Bucket}': create it or correct the {location.Field} uri",
                e
            ),
            (_, 404) => key is null
                ? new StoreNotFoundException($"{location.Name} does not exist", e)
                : new ObjectNotFoundException(location.Name, key, e),
            // The next pod reads the Secret again, and whatever renews tokens has written a new one by then.
            ("ExpiredToken" or "TokenRefreshRequired", _) => Unreachable(
                location,
                "rejected the session token, which has expired: renew it in the Secret",
                e
            ),
            // The next pod may run on another node, and clocks are set right.
            ("RequestTimeTooSkewed", _) => Unreachable(
                location,
                "rejected the request, the clock skew is too large: check the time of the node and of the server",
                e
            ),
            (
                "RequestTimeout"
                    or "IncompleteBody"
                    or "BadDigest"
                    or "XAmzContentSHA256Mismatch"
                    or "SlowDown"
                    or "Throttling"
                    or "ThrottlingException"
                    or "TooManyRequests",
                _
            ) => Answers(location, e),
            ("InvalidAccessKeyId" or "SignatureDoesNotMatch", _) => Denied(
                location,
                "rejected the credentials: check both keys in the Secret",
                e
            ),
            ("InvalidToken", _) => Denied(location, "refuses the session token: check it in the Secret", e),
            ("QuotaExceeded" or "XMinioAdminBucketQuotaExceeded", _) => Denied(
                location,
                "is full: delete objects or raise its quota",
                e
            ),
            ("AuthorizationHeaderMalformed" or "PermanentRedirect", _) or (_, 301) => new StorePlanException(
                $"{location.Name} belongs to another region than '{location.Region}': set {location.Field}.region"
            ),
            ("AccessDenied", _) or (_, 401 or 403) => Denied(
                location,
                location.Field == S3Location.Model
                    ? "denies access: check both keys, and that they may list and read there"
                    : "denies access: check both keys, and that they may list, read, write and delete there",
                e
            ),
            // Timeout, conflict, failed precondition, too early, too many requests: usual answers of a busy server.
            (_, 408 or 409 or 412 or 425 or 429) => Answers(location, e),
            (_, (>= 400 and < 500) or 501) => Denied(
                location,
                $"rejected the request ({(int)e.StatusCode} {e.ErrorCode}".TrimEnd()
                    + $"): check {location.Field}.uri, endpoint and region, and that the server speaks S3",
                e
            ),
            _ => Answers(location, e),
        };

    private static StoreUnreachableException Answers(S3Location location, AmazonS3Exception e) =>
        Unreachable(location, $"answers {(int)e.StatusCode} {e.ErrorCode}".TrimEnd(), e);

    private static StoreUnreachableException Unreachable(S3Location location, string what, Exception e) =>
        new($"{location.Name} {what}", e);

    private static StoreDeniedException Denied(S3Location location, string what, Exception e) =>
        new($"{location.Name} {what}", e);

    private static string Innermost(Exception e) => e.GetBaseException().Message;
}

/// <summary>An object is no longer the one that was listed.</summary>
internal sealed class S3ChangedException(string message, Exception? cause = null) : Exception(message, cause);
