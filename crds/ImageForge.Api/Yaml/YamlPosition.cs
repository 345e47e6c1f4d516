namespace ImageForge.Api.Yaml;

/// <summary>A place in a text.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct YamlPosition(long Line, long Column);
