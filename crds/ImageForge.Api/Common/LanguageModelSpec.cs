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
