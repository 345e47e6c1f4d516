namespace ImageForge.Kube.Auth;

/// <summary>
/// Credentials of an exec plugin, cached until shortly before they expire or until the server rejects them. Concurrent
/// calls run the plugin once.
/// </summary>
/// <remarks>Not KubernetesClient's: it runs the program once per concurrent call.</remarks>
internal sealed class ExecCredentials(Func<CancellationToken, Task<Credential>> run, TimeProvider time)
    : ICredentialSource,
        IDisposable
{
    // Time for a call with the old credential.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _running = new(1, 1);
    private Credential? _credential;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _credential) is { } known && IsFresh(known))
        {
            return known;
        }
        await _running.WaitAsync(cancellation);
        try
        {
            // Another call may have refreshed it meanwhile.
            if (_credential is { } fetched && IsFresh(fetched))
            {
                return fetched;
            }
            var credential = await run(cancellation);
            Volatile.Write(ref _credential, credential);
            return credential;
        }
        finally
        {
            _running.Release();
        }
    }

    public bool Refused(Credential credential)
    {
        // Drop only the rejected credential; another call may have refreshed it already.
        Interlocked.CompareExchange(ref _credential, null, credential);
        return true;
    }

    public void Dispose() => _running.Dispose();

    private bool IsFresh(Credential credential) =>
        credential.Expires is not { } expires || expires - time.GetUtcNow() > Margin;
}
