using ImageForge.Kube.Config;

namespace ImageForge.Kube.Auth;

/// <summary>A token in a file that is rotated externally; read once a minute and after a rejection.</summary>
/// <remarks>Not KubernetesClient's TokenFileAuth: it fails while the file is replaced, and does not read it again after a 401.</remarks>
internal sealed class TokenFile(string path, string? fallback, TimeProvider time) : ICredentialSource
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private Credential? _credential;
    private long _readAt;

    public ValueTask<Credential> GetAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_credential is null || time.GetElapsedTime(_readAt) >= Period)
            {
                _credential = new Credential(Read());
                _readAt = time.GetTimestamp();
            }
            return new(_credential);
        }
    }

    public bool Refused(Credential credential)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(credential, _credential))
            {
                return true;
            }
            _credential = new Credential(Read());
            _readAt = time.GetTimestamp();
            return _credential.Token != credential.Token;
        }
    }

    private string Read()
    {
        try
        {
            if (File.ReadAllText(path).Trim() is { Length: > 0 } token)
            {
                return token;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // While the file is being replaced, the previous token is usually still valid.
            return _credential?.Token
                ?? fallback
                ?? throw new KubeConfigException($"Cannot read {path}: {e.Message}", e);
        }
        return _credential?.Token ?? fallback ?? throw new KubeConfigException($"{path} is empty.");
    }
}
