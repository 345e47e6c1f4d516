namespace ImageForge.Api.Core;

/// <summary>Containers that run together on a node (<c>v1 Pod</c>).</summary>
public sealed record Pod : IKubeObject
{
    /// <inheritdoc/>
    public string ApiVersion => "v1";

    /// <inheritdoc/>
    public string Kind => "Pod";

    /// <inheritdoc/>
    public ObjectMeta Metadata
    {
        get;
        // Generated readers set what is absent to null.
        init => field = value ?? new ObjectMeta();
    } = new();

    /// <summary>What to run.</summary>
    public PodSpec? Spec { get; init; }

    /// <summary>What became of it; written by the kubelet.</summary>
    public PodStatus? Status { get; init; }
}
