namespace ImageForge.Kube;

/// <summary>
/// No usable answer came: the connection failed or broke, or the server was silent for too long.
/// Whether a write took effect is unknown.
/// </summary>
public sealed class KubeTransportException(string message, Exception? inner = null) : Exception(message, inner);
