namespace ImageForge.Runtime.Controllers;

/// <summary>A reconcile failed with an error that is not retriable until the object changes.</summary>
public class TerminalException(string message, Exception? inner = null) : Exception(message, inner);
