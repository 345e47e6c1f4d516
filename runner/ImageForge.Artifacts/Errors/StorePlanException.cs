namespace ImageForge.Artifacts.Errors;

/// <summary>A store is described in a way that cannot be used: the description must change.</summary>
public sealed class StorePlanException(string message) : StoreException(message, null);
