namespace ImageForge.Artifacts.Errors;

/// <summary>The bucket does not exist, or the folder cannot.</summary>
public sealed class StoreNotFoundException(string message, Exception? cause = null) : StoreException(message, cause);
