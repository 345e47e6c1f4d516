namespace ImageForge.Artifacts.Errors;

/// <summary>A model cannot be had at this moment: its server does not answer, or there is no room. Another attempt may find it.</summary>
public sealed class ModelUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
