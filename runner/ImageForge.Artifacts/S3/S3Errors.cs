using System.Net;
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
            AmazonS3Exception answer => Translate(location, key, answer),
            OperationCanceledException or TimeoutException => Unreachable(location, "did not answer in time", e),
            AmazonClientException or HttpRequestException or IOException => Unreachable(
                location,
                $"cannot be reached ({Innermost(e)})",
                e
            ),
            _ => null,
        };

    private static StoreException Translate(S3Location location, string? key, AmazonS3Exception e) =>
        (e.ErrorCode, e.StatusCode) switch
        {
            ("NoSuchBucket", _) => new StoreNotFoundException(
                $"{location.Server} has no bucket '{location.Bucket}': create it or correct the {location.Field} uri",
                e
            ),
            (_, HttpStatusCode.NotFound) => key is null
                ? new StoreNotFoundException($"{location.Name} does not exist", e)
                : new ObjectNotFoundException(location.Name, key, e),
            ("InvalidAccessKeyId" or "SignatureDoesNotMatch", _) => Denied(
                location,
                "refuses the credentials: check both keys in the Secret",
                e
            ),
            ("ExpiredToken" or "InvalidToken", _) => Denied(location, "refuses the session token: renew it", e),
            ("RequestTimeTooSkewed", _) => Denied(location, "refuses the request: the clocks differ too much", e),
            ("AccessDenied", _) or (_, HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) => Denied(
                location,
                location.Field == S3Location.Model
                    ? "does not allow this: check both keys, and that they may list and read there"
                    : "does not allow this: check both keys, and that they may list, read, write and delete there",
                e
            ),
            ("AuthorizationHeaderMalformed" or "PermanentRedirect", _) => new StorePlanException(
                $"{location.Name} belongs to another region than '{location.Region}': set {location.Field}.region"
            ),
            _ => Unreachable(location, $"answers {(int)e.StatusCode} {e.ErrorCode}".TrimEnd(), e),
        };

    private static StoreUnreachableException Unreachable(S3Location location, string what, Exception e) =>
        new($"{location.Name} {what}", e);

    private static StoreDeniedException Denied(S3Location location, string what, Exception e) =>
        new($"{location.Name} {what}", e);

    private static string Innermost(Exception e) => e.GetBaseException().Message;
}
