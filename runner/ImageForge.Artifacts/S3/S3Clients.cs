using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace ImageForge.Artifacts.S3;

/// <summary>Sets the S3 client up so that it works with AWS, MinIO and plainer servers alike.</summary>
internal static class S3Clients
{
    private const int MaxRetries = 3;

    public static AmazonS3Client Create(S3Location location, S3Credentials credentials)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = location.Region,
            HttpClientFactory = S3Connections.Shared,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = MaxRetries,
            // Newer checksums travel as trailers of a chunked body, which older servers refuse; the signed SHA-256 of
            // the body guards uploads, our own SHA-256 guards downloads.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (location.Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(location.Region);
        }
        else
        {
            config.ServiceURL = location.Endpoint.AbsoluteUri;
            config.ForcePathStyle = true;
        }

        AWSCredentials keys = credentials.SessionToken is { } token
            ? new SessionAWSCredentials(credentials.AccessKey, credentials.SecretKey, token)
            : new BasicAWSCredentials(credentials.AccessKey, credentials.SecretKey);
        return new(keys, config);
    }
}
