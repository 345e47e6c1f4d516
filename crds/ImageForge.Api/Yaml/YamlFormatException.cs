namespace ImageForge.Api.Yaml;

/// <summary>Invalid or unsupported YAML.</summary>
/// <param name="message">The error, without the position.</param>
/// <param name="position">Position of the error.</param>
public sealed class YamlFormatException(string message, YamlPosition position) : FormatException(message)
{
    /// <summary>Position of the error.</summary>
    public YamlPosition Position { get; } = position;
}
