using ImageForge.Artifacts;

namespace ImageForge.Runner.Tests.Faults;

/// <summary>A store that does something of its own before or after its n-th call.</summary>
/// <param name="inner">The store behind it.</param>
/// <param name="at">Which call, from 0.</param>
/// <param name="after">Whether the call takes effect first.</param>
/// <param name="fault">What happens then.</param>
internal sealed class FaultyStore(IArtifactStore inner, int at, bool after, Action fault) : IArtifactStore
{
    private int _calls;

    /// <summary>Whether the call came.</summary>
    public bool Struck { get; private set; }

    public string Name => inner.Name;

    public Task ProbeAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(() => WrapAsync(inner.ProbeAsync(key, cancellationToken)));

    public Task<byte[]> GetAsync(string key, long most, CancellationToken cancellationToken) =>
        CallAsync(() => inner.GetAsync(key, most, cancellationToken));

    public Task<long?> HeadAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(() => inner.HeadAsync(key, cancellationToken));

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        CallAsync(() => inner.ListAsync(prefix, cancellationToken));

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        CallAsync(() => WrapAsync(inner.PutAsync(key, content, cancellationToken)));

    public Task<PutOutcome> PutIfAbsentAsync(
        string key,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    ) => CallAsync(() => inner.PutIfAbsentAsync(key, content, cancellationToken));

    public Task CopyAsync(string source, string destination, CancellationToken cancellationToken) =>
        CallAsync(() => WrapAsync(inner.CopyAsync(source, destination, cancellationToken)));

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        CallAsync(() => WrapAsync(inner.DeleteAsync(key, cancellationToken)));

    public Task DeleteAllAsync(string prefix, CancellationToken cancellationToken) =>
        CallAsync(() => WrapAsync(inner.DeleteAllAsync(prefix, cancellationToken)));

    public void Dispose() => inner.Dispose();

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var strikes = _calls++ == at;
        if (strikes && !after)
        {
            Strike();
        }

        try
        {
            return await call();
        }
        finally
        {
            if (strikes && after)
            {
                Strike();
            }
        }
    }

    private void Strike()
    {
        Struck = true;
        fault();
    }

    private static async Task<bool> WrapAsync(Task task)
    {
        await task;
        return true;
    }
}
