namespace ImageForge.Cli.Manifests;

/// <summary>A manifest cannot be used; the message names file, line, column and what to change.</summary>
internal sealed class ManifestException(string message) : Exception(message);
