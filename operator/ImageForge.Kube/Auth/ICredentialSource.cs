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
