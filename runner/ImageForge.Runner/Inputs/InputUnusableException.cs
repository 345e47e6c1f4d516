namespace ImageForge.Runner.Inputs;

/// <summary>A user's picture that cannot be used; the message goes into a warning.</summary>
internal sealed class InputUnusableException(string message) : Exception(message);
