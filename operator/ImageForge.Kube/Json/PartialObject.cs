using ImageForge.Api.Core;

namespace ImageForge.Kube.Json;

/// <summary>An object of which only the metadata is read.</summary>
internal sealed record PartialObject
{
    public ObjectMeta? Metadata { get; init; }
}
