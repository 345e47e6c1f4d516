namespace ImageForge.Api.Common;

/// <summary>A language model behind an OpenAI-compatible endpoint.</summary>
public sealed record LanguageModelSpec
{
    /// <summary>Base URL of the endpoint, such as "http://ollama:11434/v1".</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public required string Url { get; init; }

    /// <summary>Name of the model at that endpoint.</summary>
    [Text(253, 1)]
    public required string Model { get; init; }

    /// <summary>Secret key with the API key. If unset, requests are not authenticated.</summary>
    public SecretKeyReference? SecretRef { get; init; }
}

/// <summary>A key of a Secret in the same namespace.</summary>
/// <param name="Key">Key within the Secret.</param>
public sealed record SecretKeyReference(
    [Text(253, 1, Pattern = "^[-._a-zA-Z0-9]+$")]
    [Rule("self != '.' && !self.startsWith('..')", "a key is not '.' and does not start with '..'")]
        string Key = "apiKey"
)
{
    /// <summary>Name of the Secret.</summary>
    [ResourceName]
    public required string Name { get; init; }
}
