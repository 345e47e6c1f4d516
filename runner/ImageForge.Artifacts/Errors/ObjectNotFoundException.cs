namespace ImageForge.Artifacts.Errors;

/// <summary>The store answers, but has no object under a key.</summary>
public sealed class ObjectNotFoundException(string store, string key, Exception? cause = null)
    : StoreException($"{store} has no object '{key}'", cause)
{
    /// <summary>The key that was asked for.</summary>
    public string Key { get; } = key;
}
