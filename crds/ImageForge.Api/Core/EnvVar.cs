namespace ImageForge.Api.Core;

/// <summary>One environment variable.</summary>
public sealed record EnvVar
{
    /// <summary>The variable's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value; <c>$(NAME)</c> refers to earlier variables.</summary>
    public string? Value { get; init; }

    /// <summary>Where the value comes from, instead of <see cref="Value"/>.</summary>
    public EnvVarSource? ValueFrom { get; init; }
}
