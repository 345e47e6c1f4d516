namespace ImageForge.Kube.Auth;

/// <summary>
/// Credentials from a program: kept until shortly before they expire or until the server refuses them, and asked for
/// once however many calls wait for them.
/// </summary>
internal sealed class ExecCredentials(Func<CancellationToken, Task<Credential>> run, TimeProvider time)
    : ICredentialSource,
        IDisposable
{
    // Long enough for a call to be made and answered with the old one.
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
            // Another call may have fetched it while this one waited.
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
        // Only what was refused is dropped: another call may have brought a new one already.
        Interlocked.CompareExchange(ref _credential, null, credential);
        return true;
    }

    public void Dispose() => _running.Dispose();

    private bool IsFresh(Credential credential) =>
        credential.Expires is not { } expires || expires - time.GetUtcNow() > Margin;
}
