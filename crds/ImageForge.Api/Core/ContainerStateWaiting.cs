namespace ImageForge.Api.Core;

/// <summary>Why a container does not run yet.</summary>
public sealed record ContainerStateWaiting
{
    /// <summary>One word, such as <c>ImagePullBackOff</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence.</summary>
    public string? Message { get; init; }
}
