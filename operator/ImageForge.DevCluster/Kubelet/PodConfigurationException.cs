namespace ImageForge.DevCluster.Kubelet;

/// <summary>Something that a pod refers to is not there yet; the pod goes on when it appears.</summary>
/// <param name="reason">What the container waits with, such as <c>CreateContainerConfigError</c>.</param>
/// <param name="message">What is missing.</param>
internal sealed class PodConfigurationException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
