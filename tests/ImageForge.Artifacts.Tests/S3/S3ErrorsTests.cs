using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using Xunit;

namespace ImageForge.Artifacts.Tests.S3;

/// <summary>Which answers another attempt may get through, and which stay until somebody changes something.</summary>
public sealed class S3ErrorsTests
{
    private static readonly S3Location Location = S3Location.Parse(
        new() { Uri = "s3://studio/renders", Endpoint = "http://minio:9000" },
        new("s3://studio/renders")
    );

    [Theory]
    [InlineData(403, "AccessDenied", typeof(StoreDeniedException), "list, read, write and delete")]
    [InlineData(403, "AllAccessDisabled", typeof(StoreDeniedException), "denies access")]
    [InlineData(403, "", typeof(StoreDeniedException), "denies access")]
    [InlineData(401, "", typeof(StoreDeniedException), "denies access")]
    [InlineData(403, "SignatureDoesNotMatch", typeof(StoreDeniedException), "both keys in the Secret")]
    [InlineData(403, "InvalidAccessKeyId", typeof(StoreDeniedException), "both keys in the Secret")]
    [InlineData(400, "InvalidToken", typeof(StoreDeniedException), "session token")]
    [InlineData(403, "QuotaExceeded", typeof(StoreDeniedException), "is full")]
    [InlineData(400, "XMinioAdminBucketQuotaExceeded", typeof(StoreDeniedException), "is full")]
    [InlineData(400, "InvalidRequest", typeof(StoreDeniedException), "400 InvalidRequest): check storage.uri")]
    [InlineData(400, "", typeof(StoreDeniedException), "(400): check storage.uri")]
    [InlineData(405, "MethodNotAllowed", typeof(StoreDeniedException), "405 MethodNotAllowed")]
    [InlineData(411, "MissingContentLength", typeof(StoreDeniedException), "411 MissingContentLength")]
    [InlineData(501, "NotImplemented", typeof(StoreDeniedException), "501 NotImplemented")]
    [InlineData(404, "NoSuchBucket", typeof(StoreNotFoundException), "has no bucket 'studio'")]
    [InlineData(404, "NoSuchKey", typeof(ObjectNotFoundException), "a.png")]
    [InlineData(301, "PermanentRedirect", typeof(StorePlanException), "storage.region")]
    [InlineData(301, "", typeof(StorePlanException), "storage.region")]
    [InlineData(400, "AuthorizationHeaderMalformed", typeof(StorePlanException), "storage.region")]
    [InlineData(400, "ExpiredToken", typeof(StoreUnreachableException), "renew it")]
    [InlineData(403, "RequestTimeTooSkewed", typeof(StoreUnreachableException), "clock skew")]
    [InlineData(400, "RequestTimeout", typeof(StoreUnreachableException), "400 RequestTimeout")]
    [InlineData(400, "IncompleteBody", typeof(StoreUnreachableException), "400 IncompleteBody")]
    [InlineData(400, "BadDigest", typeof(StoreUnreachableException), "400 BadDigest")]
    [InlineData(408, "", typeof(StoreUnreachableException), "408")]
    [InlineData(409, "OperationAborted", typeof(StoreUnreachableException), "409 OperationAborted")]
    [InlineData(412, "PreconditionFailed", typeof(StoreUnreachableException), "412 PreconditionFailed")]
    [InlineData(429, "TooManyRequests", typeof(StoreUnreachableException), "429 TooManyRequests")]
    [InlineData(429, "", typeof(StoreUnreachableException), "429")]
    [InlineData(503, "SlowDown", typeof(StoreUnreachableException), "503 SlowDown")]
    [InlineData(503, "ServiceUnavailable", typeof(StoreUnreachableException), "503 ServiceUnavailable")]
    [InlineData(500, "InternalError", typeof(StoreUnreachableException), "500 InternalError")]
    [InlineData(502, "", typeof(StoreUnreachableException), "502")]
    [InlineData(507, "XMinioStorageFull", typeof(StoreUnreachableException), "507 XMinioStorageFull")]
    [InlineData(307, "TemporaryRedirect", typeof(StoreUnreachableException), "307 TemporaryRedirect")]
    public void Each_answer_is_transient_or_names_what_to_change(int status, string code, Type type, string words)
    {
        var answer = new AmazonS3Exception("key AKIA", ErrorType.Sender, code, "request", (HttpStatusCode)status);
        var translated = S3Errors.Translate(Location, "a.png", answer);
        Assert.IsType(type, translated);
        Assert.Contains(words, translated!.Message, StringComparison.Ordinal);
        Assert.Contains("studio", translated.Message, StringComparison.Ordinal);
        // The server's own words may repeat the request.
        Assert.DoesNotContain("AKIA", translated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_answer_is_transient()
    {
        Assert.All(
            new Exception[]
            {
                new HttpRequestException("refused"),
                new IOException("reset"),
                new TimeoutException(),
                new OperationCanceledException(),
            },
            e => Assert.IsType<StoreUnreachableException>(S3Errors.Translate(Location, null, e))
        );
        Assert.Null(S3Errors.Translate(Location, null, new InvalidOperationException()));
    }
}
