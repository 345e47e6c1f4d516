namespace ImageForge.Artifacts.Errors;

/// <summary>A failure of an artifact store, worded for people: which store, what is wrong, what to do; never a secret.</summary>
public abstract class StoreException : Exception
{
    private protected StoreException(string message, Exception? cause)
        : base(message, cause) { }
}

/// <summary>The bucket does not exist, or the folder cannot.</summary>
public sealed class StoreNotFoundException(string message, Exception? cause = null) : StoreException(message, cause);

/// <summary>
/// The store rejected the request: there are no credentials, they are wrong or do not suffice, it has no room, or it does not
/// understand. The same request is refused again.
/// </summary>
public sealed class StoreDeniedException(string message, Exception? cause = null) : StoreException(message, cause);

/// <summary>The store does not answer, is overloaded or out of space: transient, the same request may succeed later.</summary>
public sealed class StoreUnreachableException(string message, Exception? cause = null) : StoreException(message, cause);

/// <summary>A store is described in a way that cannot be used: the description must change.</summary>
public sealed class StorePlanException(string message) : StoreException(message, null);

/// <summary>The store answers, but has no object under a key.</summary>
public sealed class ObjectNotFoundException(string store, string key, Exception? cause = null)
    : StoreException($"{store} has no object '{key}'", cause)
{
    /// <summary>The key that was asked for.</summary>
    public string Key { get; } = key;
}

/// <summary>A key that no store takes.</summary>
public sealed class InvalidKeyException(string key, string reason)
    : StoreException($"object key '{Shown(key)}' {reason}", null)
{
    private const int Longest = 100;

    // Control characters must not reach a log or a terminal.
    private static string Shown(string key)
    {
        var text = key.Length <= Longest ? key : key[..Longest] + "…";
        return string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}

/// <summary>
/// A file that cannot be read until someone changes it. The message is what follows its name, such as "is a pipe, not a
/// regular file".
/// </summary>
public sealed class UnusableFileException(string message) : Exception(message);

/// <summary>A model cannot be had at this moment: its server does not answer, or there is no room. Another attempt may find it.</summary>
public sealed class ModelUnavailableException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>A model that cannot be used until someone changes the model, its address, its credentials or the limit of the cache.</summary>
/// <remarks>The message names the address; never a secret.</remarks>
public sealed class ModelUnusableException(string message, Exception? cause = null) : Exception(message, cause);
