namespace ImageForge.Cli.Comparing;

/// <summary>A job of a comparison failed; the message has the job and the cause.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
