using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>A key of a ConfigMap in the same namespace.</summary>
public sealed record ConfigMapKeyReference
{
    /// <summary>Name of the ConfigMap.</summary>
    [ResourceName]
    public required string Name { get; init; }

    /// <summary>Key in its data or binaryData.</summary>
    [Text(253, 1, Pattern = "^[-._a-zA-Z0-9]+$")]
    [Rule("self != '.' && !self.startsWith('..')", "a key is not '.' and does not start with '..'")]
    public required string Key { get; init; }
}
