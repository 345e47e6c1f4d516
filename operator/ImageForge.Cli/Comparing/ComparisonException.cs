namespace ImageForge.Cli.Comparing;

/// <summary>A side of a comparison did not become pictures; the message names the job and says why.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
