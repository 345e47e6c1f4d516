namespace ImageForge.Artifacts.Errors;

/// <summary>A model that cannot be used until someone changes the model, its address, its credentials or the limit of the cache.</summary>
/// <remarks>The message names the address; never a secret.</remarks>
public sealed class ModelUnusableException(string message, Exception? cause = null) : Exception(message, cause);
