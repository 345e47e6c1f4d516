namespace ImageForge.Contracts.Results;

/// <summary>A user's picture as a run read it.</summary>
/// <param name="Uri">Where it was read, as the plan names it.</param>
/// <param name="Sha256">Hex SHA-256 of its bytes; absent when it could not be read or was no picture.</param>
public sealed record InputDigest(string Uri, string? Sha256);
