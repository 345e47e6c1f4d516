namespace ImageForge.Artifacts.Models;

/// <summary>A file of a model.</summary>
/// <param name="Path">Below the model's folder, with <c>/</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hex digest of its bytes.</param>
internal sealed record ModelFile(string Path, long Size, string Sha256);
