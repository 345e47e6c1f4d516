namespace ImageForge.Artifacts.Errors;

/// <summary>
/// A file that cannot be read until someone changes it. The message is what follows its name, such as "is a pipe, not a
/// regular file".
/// </summary>
public sealed class UnusableFileException(string message) : Exception(message);
