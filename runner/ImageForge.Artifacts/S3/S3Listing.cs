using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace ImageForge.Artifacts.S3;

/// <summary>Reads what lies below a prefix, page by page.</summary>
internal sealed class S3Listing(AmazonS3Client client, S3Calls calls, S3Location location)
{
    /// <summary>The most keys that one answer has; null for the server's own limit.</summary>
    public int? PageSize { get; set; }

    /// <summary>Every object whose key begins with the location's prefix and <paramref name="prefix"/>.</summary>
    public async IAsyncEnumerable<S3Object> ReadAsync(
        string prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = new ListObjectsV2Request
        {
            BucketName = location.Bucket,
            Prefix = location.Prefix + prefix,
            MaxKeys = PageSize,
        };
        ListObjectsV2Response page;
        do
        {
            page = await calls.CallAsync(
                request,
                null,
                0,
                limit => client.ListObjectsV2Async(request, limit.Token),
                cancellationToken
            );
            foreach (var item in page.S3Objects ?? [])
            {
                yield return item;
            }

            request.ContinuationToken = page.NextContinuationToken;
        } while (page.IsTruncated == true);
    }
}

/// <summary>An object as a listing has it.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">Its entity tag, without quotes.</param>
internal sealed record S3Item(string Key, long Size, string ETag);
