namespace ImageForge.Artifacts.S3;

/// <summary>An object is no longer the one that was listed.</summary>
internal sealed class S3ChangedException(string message, Exception? cause = null) : Exception(message, cause);
