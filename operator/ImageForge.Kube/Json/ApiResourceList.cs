namespace ImageForge.Kube.Json;

/// <summary>The kinds of one group and version (<c>meta/v1 APIResourceList</c>).</summary>
internal sealed record ApiResourceList
{
    public IReadOnlyList<ApiResource>? Resources { get; init; }
}
