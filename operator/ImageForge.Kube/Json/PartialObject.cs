using ImageForge.Api.Core;

namespace ImageForge.Kube.Json;

/// <summary>The metadata of an object that is not (or cannot be) read as a whole.</summary>
internal sealed record PartialObject
{
    public ObjectMeta? Metadata { get; init; }
}
