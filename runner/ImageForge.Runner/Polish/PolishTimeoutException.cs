namespace ImageForge.Runner.Polish;

/// <summary>A model took longer for a picture than it may.</summary>
internal sealed class PolishTimeoutException(string message) : Exception(message);
