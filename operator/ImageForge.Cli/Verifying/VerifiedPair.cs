namespace ImageForge.Cli.Verifying;

/// <summary>A picture as both runs made it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Variant">Which of its pictures, from 0.</param>
/// <param name="Sha256">Hex SHA-256 of the first run's file, or of the second's where the first made none.</param>
/// <param name="Difference">In what the second run's differs, for people; null where the bytes are the same.</param>
internal sealed record VerifiedPair(string Job, int Variant, string Sha256, string? Difference);
