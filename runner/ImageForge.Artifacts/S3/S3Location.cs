using System.Net;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Networks;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.S3;

/// <summary>Which bucket, on which server, below which prefix.</summary>
internal sealed record S3Location
{
    /// <summary>The field that names an artifact store.</summary>
    public const string Storage = "storage";

    /// <summary>The field that names a model.</summary>
    public const string Model = "model";

    private const string DefaultRegion = "us-east-1";

    /// <summary>Bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>Put before each key; empty, or ends in <c>/</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>The server; null for AWS.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>Region that requests are signed for.</summary>
    public required string Region { get; init; }

    /// <summary>The field of a spec that names it: <c>storage</c> or <c>model</c>.</summary>
    public string Field { get; init; } = Storage;

    /// <summary>What to call it in messages.</summary>
    public string Name => $"bucket '{Bucket}' at {Server}";

    /// <summary>The server by its address, or AWS and the region.</summary>
    public string Server => Endpoint is null ? $"AWS ({Region})" : Endpoint.GetLeftPart(UriPartial.Authority);

    /// <summary>Reads <c>s3://bucket/prefix</c> and its endpoint.</summary>
    public static S3Location Parse(StorePlan plan, Uri uri, string field = Storage)
    {
        var prefix = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');
        if (uri.Host.Length == 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            throw new StorePlanException(
                $"{field} uri must have the form s3://bucket/prefix, without query or credentials"
            );
        }

        ObjectKey.ValidatePrefix(prefix);
        return new()
        {
            // Uri writes hosts in lower case, as S3 wants bucket names.
            Bucket = uri.Host,
            Prefix = prefix.Length == 0 ? "" : prefix + "/",
            Endpoint = plan.Endpoint is null ? null : ParseEndpoint(plan.Endpoint, field),
            Region = plan.Region ?? DefaultRegion,
            Field = field,
        };
    }

    /// <summary>Says that a host is none to connect to.</summary>
    public static string Forbidden(string host) =>
        $"endpoint {host} is a link-local, cloud metadata, multicast or unspecified address, which is never allowed";

    private static Uri ParseEndpoint(string endpoint, string field) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length == 0
            // Names are checked when they are connected to; an address may be asked for through a proxy.
            ? IPAddress.TryParse(uri.Host, out var address) && AddressKinds.Of(address) == AddressKind.Forbidden
                ? throw new StorePlanException(Forbidden(uri.Host))
                : uri
            : throw new StorePlanException(
                $"{field} endpoint must have the form http://host:port or https://host:port, without credentials"
            );
}
