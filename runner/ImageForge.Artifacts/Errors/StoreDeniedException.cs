namespace ImageForge.Artifacts.Errors;

/// <summary>
/// The store rejected the request: there are no credentials, they are wrong or do not suffice, it has no room, or it does not
/// understand. The same request is refused again.
/// </summary>
public sealed class StoreDeniedException(string message, Exception? cause = null) : StoreException(message, cause);
