namespace ImageForge.Kube.Json;

/// <summary>One kind or subresource (<c>meta/v1 APIResource</c>).</summary>
internal sealed record ApiResource
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public bool Namespaced { get; init; }
}
