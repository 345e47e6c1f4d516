namespace ImageForge.Kube.Json;

/// <summary>Input of an exec plugin.</summary>
internal sealed record ExecCredentialSpec
{
    public bool Interactive { get; init; }

    public ExecCluster? Cluster { get; init; }
}
