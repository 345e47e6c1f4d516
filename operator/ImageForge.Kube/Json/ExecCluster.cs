using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ImageForge.Kube.Json;

/// <summary>Cluster information passed to an exec plugin.</summary>
internal sealed record ExecCluster
{
    public string? Server { get; init; }

    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool? InsecureSkipTlsVerify { get; init; }

    [JsonPropertyName("certificate-authority-data")]
    public byte[]? CertificateAuthorityData { get; init; }

    [JsonPropertyName("proxy-url")]
    public string? ProxyUrl { get; init; }

    public JsonNode? Config { get; init; }
}
