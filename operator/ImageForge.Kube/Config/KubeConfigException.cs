namespace ImageForge.Kube.Config;

/// <summary>The configuration cannot be used; the message names the file and the field.</summary>
public sealed class KubeConfigException(string message, Exception? inner = null) : Exception(message, inner);
