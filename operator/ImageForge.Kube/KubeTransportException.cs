namespace ImageForge.Kube;

/// <summary>
/// No usable answer came: the connection failed or broke, or the server was silent for too long.
/// Whether a write took effect is unknown.
/// </summary>
public class KubeTransportException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The call was not made because no credential could be had: a program or a file failed. It may work later.</summary>
public sealed class KubeCredentialException(string message, Exception inner) : KubeTransportException(message, inner);
