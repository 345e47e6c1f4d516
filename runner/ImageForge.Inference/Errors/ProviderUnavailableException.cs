namespace ImageForge.Inference.Errors;

/// <summary>An execution provider was asked for that is not available. The message names what was tried, and why it failed.</summary>
public sealed class ProviderUnavailableException(string message, Exception? cause = null)
    : InferenceException(message, cause)
{
    /// <summary>For each provider that was tried its name and why it failed.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
