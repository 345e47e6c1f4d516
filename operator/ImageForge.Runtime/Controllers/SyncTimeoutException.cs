namespace ImageForge.Runtime.Controllers;

/// <summary>A cache was not filled in time after the start: the API server is out of reach or refuses the list.</summary>
public sealed class SyncTimeoutException(string message) : Exception(message);
