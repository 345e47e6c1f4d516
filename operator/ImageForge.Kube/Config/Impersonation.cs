namespace ImageForge.Kube.Config;

/// <summary>Impersonated user; requires permission to impersonate.</summary>
public sealed record Impersonation
{
    /// <summary>User name.</summary>
    public required string User { get; init; }

    /// <summary>User id.</summary>
    public string? Uid { get; init; }

    /// <summary>Groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Further attributes; a key may have several values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();
}
