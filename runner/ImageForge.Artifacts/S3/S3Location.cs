using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.S3;

/// <summary>Which bucket, on which server, below which prefix.</summary>
internal sealed record S3Location
{
    private const string DefaultRegion = "us-east-1";

    /// <summary>Bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>Put before each key; empty, or ends in <c>/</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>The server; null for AWS.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>Region that requests are signed for.</summary>
    public required string Region { get; init; }

    /// <summary>What to call it in messages.</summary>
    public string Name => $"bucket '{Bucket}' at {Server}";

    /// <summary>The server by its address, or AWS and the region.</summary>
    public string Server => Endpoint is null ? $"AWS ({Region})" : Endpoint.GetLeftPart(UriPartial.Authority);

    /// <summary>Reads <c>s3://bucket/prefix</c> and its endpoint.</summary>
    public static S3Location Parse(StorePlan plan, Uri uri)
    {
        var prefix = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');
        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            throw new StorePlanException(
                "storage uri must have the form s3://bucket/prefix, without query or credentials"
            );
        }

        ObjectKey.ValidatePrefix(prefix);
        return new()
        {
            // Uri writes hosts in lower case, as S3 wants bucket names.
            Bucket = uri.Host,
            Prefix = prefix.Length == 0 ? "" : prefix + "/",
            Endpoint = plan.Endpoint is null ? null : ParseEndpoint(plan.Endpoint),
            Region = plan.Region ?? DefaultRegion,
        };
    }

    private static Uri ParseEndpoint(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
            ? uri
            : throw new StorePlanException(
                "storage endpoint must have the form http://host:port or https://host:port, without credentials"
            );
}
