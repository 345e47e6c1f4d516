namespace ImageForge.Api.Yaml;

/// <summary>A text is not the YAML that is read here.</summary>
/// <param name="message">What is wrong, without the place.</param>
/// <param name="position">Where it is wrong.</param>
public sealed class YamlFormatException(string message, YamlPosition position) : FormatException(message)
{
    /// <summary>Where it is wrong.</summary>
    public YamlPosition Position { get; } = position;
}
