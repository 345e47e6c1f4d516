using System.Text.Json.Serialization;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A text that is legible in the picture.</summary>
public sealed record PromptTextRender
{
    /// <summary>The text.</summary>
    [Text(200, 1)]
    public required string Text { get; init; }

    /// <summary>Where it stands.</summary>
    [Text(500)]
    public string? Location { get; init; }

    /// <summary>How large it is.</summary>
    [Text(200)]
    public string? Size { get; init; }

    /// <summary>Its colour.</summary>
    [Text(200)]
    public string? Color { get; init; }

    /// <summary>Its typeface.</summary>
    [Text(200)]
    public string? Font { get; init; }

    /// <summary>Further details of its looks.</summary>
    [JsonPropertyName("appearance_details"), Text(500)]
    public string? AppearanceDetails { get; init; }
}
