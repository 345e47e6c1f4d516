namespace ImageForge.Api.Common;

/// <summary>A key of a Secret in the same namespace.</summary>
/// <param name="Key">Key within the Secret.</param>
public sealed record SecretKeyReference(
    [Text(253, 1, Pattern = "^[-._a-zA-Z0-9]+$")]
    [Rule("self != '.' && !self.startsWith('..')", "a key is not '.' and does not start with '..'")]
        string Key = "apiKey"
)
{
    /// <summary>Name of the Secret.</summary>
    [ResourceName]
    public required string Name { get; init; }
}
