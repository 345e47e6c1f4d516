namespace ImageForge.DevCluster.Kubelet;

/// <summary>A container's program cannot be started; trying again would not help.</summary>
internal sealed class ContainerStartException(string message) : Exception(message);
