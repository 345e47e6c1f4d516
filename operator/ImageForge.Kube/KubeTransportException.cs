namespace ImageForge.Kube;

/// <summary>
/// No usable response: the connection failed or the request timed out.
/// Whether a write took effect is unknown.
/// </summary>
public class KubeTransportException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The call was not made because no credentials are available: an exec plugin or a file failed. May be retried.
/// </summary>
public sealed class KubeCredentialException(string message, Exception inner) : KubeTransportException(message, inner);
