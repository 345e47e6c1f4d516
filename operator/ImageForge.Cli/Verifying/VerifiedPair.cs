namespace ImageForge.Cli.Verifying;

/// <summary>An image of both runs.</summary>
/// <param name="Job">The job.</param>
/// <param name="Variant">Which of its pictures, from 0.</param>
/// <param name="Sha256">Hex SHA-256 of the file of the first run, else of the second.</param>
/// <param name="Difference">Description of the difference; null if the bytes are identical.</param>
internal sealed record VerifiedPair(string Job, int Variant, string Sha256, string? Difference);
