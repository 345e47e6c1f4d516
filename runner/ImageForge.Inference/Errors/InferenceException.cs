namespace ImageForge.Inference.Errors;

/// <summary>A model was not run to its end. The derived types say what can be done about it.</summary>
public abstract class InferenceException : Exception
{
    private protected InferenceException(string message, Exception? cause = null)
        : base(message, cause) { }
}
