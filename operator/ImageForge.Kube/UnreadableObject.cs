namespace ImageForge.Kube;

/// <summary>A stored object that does not fit the type it was to be read as.</summary>
/// <param name="Key">Which object.</param>
/// <param name="ResourceVersion">Its version.</param>
/// <param name="Error">What does not fit, and where.</param>
public sealed record UnreadableObject(ObjectKey Key, string ResourceVersion, string Error);
