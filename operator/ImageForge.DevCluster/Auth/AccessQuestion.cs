namespace ImageForge.DevCluster.Auth;

/// <summary>A request to authorize.</summary>
internal sealed record AccessQuestion
{
    public required UserInfo User { get; init; }
    public required string Verb { get; init; }
    public string Group { get; init; } = "";

    /// <summary>The resource, with its subresource as <c>pods/log</c>; empty for a plain path.</summary>
    public string Resource { get; init; } = "";
    public string? Namespace { get; init; }
    public string Name { get; init; } = "";

    /// <summary>The path, where it is no resource's.</summary>
    public string Path { get; init; } = "";
}
