namespace ImageForge.Api.Common;

/// <summary>An object in the artifact store.</summary>
public sealed record StoredObject
{
    /// <summary>Key in the store.</summary>
    [Text(1024, 1)]
    public required string Key { get; init; }

    /// <summary>SHA-256 of its bytes, in hexadecimal.</summary>
    [Text(64)]
    public string? Sha256 { get; init; }

    /// <summary>Size in bytes.</summary>
    [Number(0)]
    public long? Bytes { get; init; }

    /// <summary>URL, if the store or a CDN serves it.</summary>
    [Text(2048)]
    public string? Url { get; init; }
}
