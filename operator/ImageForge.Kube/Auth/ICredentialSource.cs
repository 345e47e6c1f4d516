namespace ImageForge.Kube.Auth;

/// <summary>Gives the credential for the next call.</summary>
internal interface ICredentialSource
{
    /// <summary>The present credential, fetched anew when it is old.</summary>
    ValueTask<Credential> GetAsync(CancellationToken cancellation);

    /// <summary>The server refused this credential: the next one must be fetched anew.</summary>
    /// <returns>True if trying again makes sense.</returns>
    bool Refused(Credential credential);
}
