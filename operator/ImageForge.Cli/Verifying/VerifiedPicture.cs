namespace ImageForge.Cli.Verifying;

/// <summary>A picture of one run.</summary>
/// <param name="Job">The job, or the storyboard of a contact sheet.</param>
/// <param name="Variant">Which of its pictures, from 0.</param>
/// <param name="Key">Key in the store, the same in every run.</param>
/// <param name="Path">Where the file lies.</param>
/// <param name="Sha256">Hex SHA-256 of the file.</param>
internal sealed record VerifiedPicture(string Job, int Variant, string Key, string Path, string Sha256);
