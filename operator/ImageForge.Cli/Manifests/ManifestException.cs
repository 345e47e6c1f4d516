namespace ImageForge.Cli.Manifests;

/// <summary>Invalid manifest; the message has file, line, column and what to change.</summary>
internal sealed class ManifestException(string message) : Exception(message);
