namespace ImageForge.DevCluster.Audit;

/// <summary>What a request was about; what is empty is left out.</summary>
internal sealed record AuditObject
{
    public required string Resource { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? ApiGroup { get; init; }

    public string? ApiVersion { get; init; }

    public string? Subresource { get; init; }
}
