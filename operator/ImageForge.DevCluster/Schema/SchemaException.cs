namespace ImageForge.DevCluster.Schema;

/// <summary>A schema cannot be read. Terminal: the definition must change.</summary>
internal sealed class SchemaException(string message, Exception? inner = null) : Exception(message, inner);
