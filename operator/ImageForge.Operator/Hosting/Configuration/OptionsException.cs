namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>The command line, the environment or the configuration file has an invalid value.</summary>
internal sealed class OptionsException(string message) : Exception(message);
