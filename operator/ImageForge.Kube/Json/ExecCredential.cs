namespace ImageForge.Kube.Json;

/// <summary>Input and output of an exec plugin (<c>client.authentication.k8s.io ExecCredential</c>).</summary>
internal sealed record ExecCredential
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ExecCredentialSpec? Spec { get; init; }

    public ExecCredentialStatus? Status { get; init; }
}
