namespace ImageForge.Kube.Json;

/// <summary>What a credential program is told and prints (<c>client.authentication.k8s.io ExecCredential</c>).</summary>
internal sealed record ExecCredential
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ExecCredentialSpec? Spec { get; init; }

    public ExecCredentialStatus? Status { get; init; }
}
