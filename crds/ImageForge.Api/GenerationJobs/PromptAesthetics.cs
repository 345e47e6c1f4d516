using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Composition, colours and mood in a structured prompt.</summary>
public sealed record PromptAesthetics
{
    /// <summary>Composition, such as "rule of thirds".</summary>
    [Text(500)]
    public string? Composition { get; init; }

    /// <summary>Colour scheme.</summary>
    [JsonPropertyName("color_scheme"), Text(500)]
    public string? ColorScheme { get; init; }

    /// <summary>Mood of the image.</summary>
    [JsonPropertyName("mood_atmosphere"), Text(500)]
    public string? MoodAtmosphere { get; init; }
}
