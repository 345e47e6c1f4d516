using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts;

/// <summary>Where artifacts are kept: whole objects under keys, each visible only when complete.</summary>
/// <remarks>
/// Keys are relative to the store's prefix; an unusable one is an <see cref="InvalidKeyException"/> before anything is
/// sent. Every method may end in <see cref="StoreUnreachableException"/> (transient), <see cref="StoreDeniedException"/>
/// or <see cref="StoreNotFoundException"/> (both stay until someone changes the store or its credentials).
/// </remarks>
public interface IArtifactStore : IDisposable
{
    /// <summary>What to call the store in messages: bucket and endpoint, or folder; never a secret.</summary>
    string Name { get; }

    /// <summary>Proves that the store can be written, by putting a small object under <paramref name="key"/> and deleting it.</summary>
    Task ProbeAsync(string key, CancellationToken cancellationToken);

    /// <summary>The whole object.</summary>
    /// <exception cref="ObjectNotFoundException">There is none.</exception>
    Task<byte[]> GetAsync(string key, CancellationToken cancellationToken) =>
        GetAsync(key, long.MaxValue, cancellationToken);

    /// <summary>The whole object; no more than <paramref name="most"/> bytes are ever held of it.</summary>
    /// <exception cref="ObjectNotFoundException">There is none.</exception>
    /// <exception cref="InvalidKeyException">Also: it has more bytes.</exception>
    Task<byte[]> GetAsync(string key, long most, CancellationToken cancellationToken);

    /// <summary>Size of the object in bytes, or null where there is none.</summary>
    Task<long?> HeadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keys that begin with a prefix (empty: all), in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Writes an object, replacing one that is there.</summary>
    Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Writes an object unless there is one; of several writers at once, one creates it.</summary>
    /// <remarks>
    /// Where a store has no conditional write (an older S3 server, a volume without hard links), looking and writing are
    /// two steps, and writers that come between them replace each other.
    /// </remarks>
    Task<PutOutcome> PutIfAbsentAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Copies an object inside the store, replacing one that is there; the bytes do not pass through the caller.</summary>
    /// <exception cref="ObjectNotFoundException">There is no object under <paramref name="source"/>.</exception>
    Task CopyAsync(string source, string destination, CancellationToken cancellationToken);

    /// <summary>Deletes an object; one that is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deletes everything under a prefix that ends in <c>/</c>.</summary>
    Task DeleteAllAsync(string prefix, CancellationToken cancellationToken);
}

/// <summary>How a conditional write ended.</summary>
public enum PutOutcome
{
    /// <summary>The object is written.</summary>
    Created,

    /// <summary>There was an object already; it is as it was.</summary>
    AlreadyThere,
}
