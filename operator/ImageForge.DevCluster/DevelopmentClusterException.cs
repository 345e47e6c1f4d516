namespace ImageForge.DevCluster;

/// <summary>The cluster cannot start as asked; the message is one sentence for the user.</summary>
public sealed class DevelopmentClusterException(string message, Exception inner) : Exception(message, inner);
