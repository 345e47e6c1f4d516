namespace ImageForge.Api.Yaml;

/// <summary>A key that stands in its mapping more than once.</summary>
/// <param name="Path">The field, as Kubernetes writes it (<c>spec.signals[0].score</c>).</param>
/// <param name="Key">The key alone.</param>
/// <param name="Position">Where it stands again.</param>
public sealed record YamlDuplicate(string Path, string Key, YamlPosition Position);
