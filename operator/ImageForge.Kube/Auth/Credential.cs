using System.Security.Cryptography.X509Certificates;

namespace ImageForge.Kube.Auth;

/// <summary>What a call is authenticated with.</summary>
/// <param name="Token">Bearer token.</param>
/// <param name="Certificate">Client certificate with its key.</param>
/// <param name="Expires">When it stops to be valid, if known.</param>
internal sealed record Credential(string? Token, X509Certificate2? Certificate = null, DateTimeOffset? Expires = null);
