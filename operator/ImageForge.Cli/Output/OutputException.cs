namespace ImageForge.Cli.Output;

/// <summary>The output file cannot be written; the message has the path.</summary>
internal sealed class OutputException(string message) : Exception(message);
