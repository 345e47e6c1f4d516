namespace ImageForge.Artifacts.Errors;

/// <summary>The store refuses the credentials, there are none, or they do not suffice.</summary>
public sealed class StoreDeniedException(string message, Exception? cause = null) : StoreException(message, cause);
