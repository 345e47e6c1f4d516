namespace ImageForge.Cli.Output;

/// <summary>What was made cannot be written where it was asked to be; the message names the path.</summary>
internal sealed class OutputException(string message) : Exception(message);
