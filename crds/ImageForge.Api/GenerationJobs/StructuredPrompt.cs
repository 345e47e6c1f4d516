using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A prompt in the structured form of FIBO.</summary>
public sealed record StructuredPrompt
{
    /// <summary>Short description in one or two sentences.</summary>
    [JsonPropertyName("short_description"), Text(2000, 1)]
    public required string ShortDescription { get; init; }

    /// <summary>Objects and people, most important first.</summary>
    [List(5)]
    public IReadOnlyList<PromptObject>? Objects { get; init; }

    /// <summary>Background of the scene.</summary>
    [JsonPropertyName("background_setting"), Text(2000)]
    public string? BackgroundSetting { get; init; }

    /// <summary>The light.</summary>
    public PromptLighting? Lighting { get; init; }

    /// <summary>Composition, colours and mood.</summary>
    public PromptAesthetics? Aesthetics { get; init; }

    /// <summary>Camera and lens.</summary>
    [JsonPropertyName("photographic_characteristics")]
    public PromptPhotography? PhotographicCharacteristics { get; init; }

    /// <summary>Medium, such as "photograph" or "oil painting".</summary>
    [JsonPropertyName("style_medium"), Text(500)]
    public string? StyleMedium { get; init; }

    /// <summary>Legible texts in the image.</summary>
    [JsonPropertyName("text_render"), List(8)]
    public IReadOnlyList<PromptTextRender>? TextRender { get; init; }

    /// <summary>Purpose of the image.</summary>
    [Text(1000)]
    public string? Context { get; init; }

    /// <summary>Artistic style, such as "impressionist".</summary>
    [JsonPropertyName("artistic_style"), Text(500)]
    public string? ArtisticStyle { get; init; }
}
