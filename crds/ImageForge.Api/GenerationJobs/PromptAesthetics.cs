using System.Text.Json.Serialization;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Composition, colours and mood in a structured prompt.</summary>
public sealed record PromptAesthetics
{
    /// <summary>How the picture is arranged.</summary>
    [Text(500)]
    public string? Composition { get; init; }

    /// <summary>Its colours.</summary>
    [JsonPropertyName("color_scheme"), Text(500)]
    public string? ColorScheme { get; init; }

    /// <summary>Its mood.</summary>
    [JsonPropertyName("mood_atmosphere"), Text(500)]
    public string? MoodAtmosphere { get; init; }
}
