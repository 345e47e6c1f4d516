namespace ImageForge.Artifacts.Errors;

/// <summary>A failure of an artifact store, worded for people: which store, what is wrong, what to do; never a secret.</summary>
public abstract class StoreException : Exception
{
    private protected StoreException(string message, Exception? cause)
        : base(message, cause) { }
}
