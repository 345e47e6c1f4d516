namespace ImageForge.Kube.Json;

/// <summary>What a credential program is told.</summary>
internal sealed record ExecCredentialSpec
{
    public bool Interactive { get; init; }

    public ExecCluster? Cluster { get; init; }
}
