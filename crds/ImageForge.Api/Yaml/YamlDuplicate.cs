namespace ImageForge.Api.Yaml;

/// <summary>A duplicate key of a mapping.</summary>
/// <param name="Path">The field, as Kubernetes writes it (<c>spec.signals[0].score</c>).</param>
/// <param name="Key">The key alone.</param>
/// <param name="Position">Position of the duplicate.</param>
public sealed record YamlDuplicate(string Path, string Key, YamlPosition Position);
