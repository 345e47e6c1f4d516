namespace ImageForge.Runtime.Controllers;

/// <summary>A reconcile failed in a way that trying again cannot mend; the next change of the object is looked at anew.</summary>
public class TerminalException(string message, Exception? inner = null) : Exception(message, inner);
