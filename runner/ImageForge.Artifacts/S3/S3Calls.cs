using System.Diagnostics;
using Amazon.Runtime;
using Amazon.S3.Model;
using ImageForge.Contracts;

namespace ImageForge.Artifacts.S3;

/// <summary>
/// Bounds calls in time, turns what goes wrong into the store's own exceptions, and gives each call a span by the
/// conventions for S3.
/// </summary>
internal sealed class S3Calls(S3Location location, TimeProvider time)
{
    private const long SlowestBytesPerSecond = 256 * 1024;

    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);

    private static readonly ActivitySource Source = new("ImageForge.Artifacts");

    /// <summary>Time for an answer, and for as many bytes over a slow line.</summary>
    public static TimeSpan LimitFor(long bytes) =>
        TimeLimit.Seconds(Answer.TotalSeconds + (double)bytes / SlowestBytesPerSecond);

    /// <summary>Calls the server; <paramref name="call"/> may move the limit when it learns how much there is to move.</summary>
    /// <param name="request">What is sent, for the span.</param>
    /// <param name="key">Key of the object in messages; null where the call is about none.</param>
    /// <param name="bytes">How much is sent.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> CallAsync<T>(
        AmazonWebServiceRequest request,
        string? key,
        long bytes,
        Func<CancellationTokenSource, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        using var span = Start(request);
        using var limit = new CancellationTokenSource(LimitFor(bytes), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(either);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (S3Errors.Translate(location, key, e) is { } translated)
        {
            span?.SetTag("error.type", (e as AmazonServiceException)?.ErrorCode ?? e.GetType().FullName)
                .SetStatus(ActivityStatusCode.Error);
            throw translated;
        }
    }

    private Activity? Start(AmazonWebServiceRequest request)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var (operation, key) = request switch
        {
            GetObjectRequest get => ("GetObject", get.Key),
            GetObjectMetadataRequest head => ("HeadObject", head.Key),
            PutObjectRequest put => ("PutObject", put.Key),
            CopyObjectRequest copy => ("CopyObject", copy.DestinationKey),
            DeleteObjectRequest delete => ("DeleteObject", delete.Key),
            ListObjectsV2Request => ("ListObjectsV2", null),
            _ => throw new ArgumentException($"{request.GetType().Name} has no span", nameof(request)),
        };
        var span = Source.StartActivity($"S3.{operation}", ActivityKind.Client);
        return span
            ?.SetTag("rpc.system", "aws-api")
            .SetTag("rpc.service", "S3")
            .SetTag("rpc.method", operation)
            .SetTag("aws.s3.bucket", location.Bucket)
            .SetTag("aws.s3.key", key)
            .SetTag("cloud.region", location.Region)
            .SetTag("server.address", location.Endpoint?.Host);
    }
}
