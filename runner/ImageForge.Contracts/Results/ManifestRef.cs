namespace ImageForge.Contracts.Results;

/// <summary>Names a stored manifest.</summary>
/// <param name="Key">Key in the store.</param>
/// <param name="Sha256">Hex SHA-256 of its bytes.</param>
public sealed record ManifestRef(string Key, string Sha256);
