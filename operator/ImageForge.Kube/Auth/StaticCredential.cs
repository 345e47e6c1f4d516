namespace ImageForge.Kube.Auth;

/// <summary>A token (or none) that never changes.</summary>
internal sealed class StaticCredential(string? token) : ICredentialSource
{
    private readonly Credential _credential = new(token);

    public ValueTask<Credential> GetAsync(CancellationToken cancellation) => new(_credential);

    public bool Refused(Credential credential) => false;
}
