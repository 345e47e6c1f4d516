namespace ImageForge.Runner.Inputs;

/// <summary>Without what could not be read there is nothing to make.</summary>
internal sealed class InputUnreadableException(string message) : Exception(message);
