namespace ImageForge.Operator.Hosting;

/// <summary>The command line or the environment asks for something that cannot be.</summary>
internal sealed class OptionsException(string message) : Exception(message);
