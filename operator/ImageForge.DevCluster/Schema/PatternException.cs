namespace ImageForge.DevCluster.Schema;

/// <summary>A regular expression is not one that the API server takes. Terminal.</summary>
internal sealed class PatternException(string message, Exception? inner = null) : Exception(message, inner);
