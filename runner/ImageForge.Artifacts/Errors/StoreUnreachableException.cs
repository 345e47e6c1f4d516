namespace ImageForge.Artifacts.Errors;

/// <summary>The store does not answer, is overloaded or out of space: transient, the same request may succeed later.</summary>
public sealed class StoreUnreachableException(string message, Exception? cause = null) : StoreException(message, cause);
