using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Legible text in the image.</summary>
public sealed record PromptTextRender
{
    /// <summary>The text.</summary>
    [Text(200, 1)]
    public required string Text { get; init; }

    /// <summary>Location in the image.</summary>
    [Text(500)]
    public string? Location { get; init; }

    /// <summary>Size of the text.</summary>
    [Text(200)]
    public string? Size { get; init; }

    /// <summary>Colour of the text.</summary>
    [Text(200)]
    public string? Color { get; init; }

    /// <summary>Typeface of the text.</summary>
    [Text(200)]
    public string? Font { get; init; }

    /// <summary>Further details of its appearance.</summary>
    [JsonPropertyName("appearance_details"), Text(500)]
    public string? AppearanceDetails { get; init; }
}
