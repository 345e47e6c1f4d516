namespace ImageForge.Runtime.Controllers;

/// <summary>A cache did not sync in time after the start: the API server is unavailable or rejects the list.</summary>
public sealed class SyncTimeoutException(string message) : Exception(message);
