namespace ImageForge.Api.Core;

/// <summary>The pod that a controller creates.</summary>
public sealed record PodTemplateSpec
{
    /// <summary>Labels and annotations of the pods.</summary>
    public ObjectMeta? Metadata { get; init; }

    /// <summary>What the pods run.</summary>
    public PodSpec? Spec { get; init; }
}
