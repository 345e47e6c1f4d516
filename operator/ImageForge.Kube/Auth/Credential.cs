using System.Security.Cryptography.X509Certificates;
using ImageForge.Kube.Config;

namespace ImageForge.Kube.Auth;

/// <summary>Provides the credential of the next call.</summary>
internal interface ICredentialSource
{
    /// <summary>The current credential; refreshed when it expires.</summary>
    ValueTask<Credential> GetAsync(CancellationToken cancellation);

    /// <summary>The server rejected this credential: refresh it.</summary>
    /// <returns>Whether a retry makes sense.</returns>
    bool Refused(Credential credential);
}

/// <summary>What a call is authenticated with.</summary>
/// <param name="Token">Bearer token.</param>
/// <param name="Certificate">Client certificate with its key.</param>
/// <param name="Expires">When it stops to be valid, if known.</param>
internal sealed record Credential(string? Token, X509Certificate2? Certificate = null, DateTimeOffset? Expires = null);

/// <summary>A token (or none) that never changes.</summary>
internal sealed class StaticCredential(string? token) : ICredentialSource
{
    private readonly Credential _credential = new(token);

    public ValueTask<Credential> GetAsync(CancellationToken cancellation) => new(_credential);

    public bool Refused(Credential credential) => false;
}

/// <summary>Chooses where credentials come from.</summary>
internal static class CredentialSources
{
    public static ICredentialSource For(KubeConfig config, TimeProvider time) =>
        config switch
        {
            { Exec: { } plugin } => new ExecCredentials(new ExecRunner(plugin, config).RunAsync, time),
            { TokenFile: { } file } => new TokenFile(file, config.Token, time),
            { Token: not null } => new StaticCredential(config.Token),
            _ => new StaticCredential(null),
        };
}
