namespace ImageForge.Api.Core;

/// <summary>A field of the pod.</summary>
public sealed record ObjectFieldSelector
{
    /// <summary>The version that <see cref="FieldPath"/> is written for; <c>v1</c> when absent.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The path, such as <c>status.podIP</c>.</summary>
    public required string FieldPath { get; init; }
}
