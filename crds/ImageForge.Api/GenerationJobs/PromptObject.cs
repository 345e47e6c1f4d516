using System.Text.Json.Serialization;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A thing or person in a structured prompt.</summary>
public sealed record PromptObject
{
    /// <summary>What it is.</summary>
    [Text(1000, 1)]
    public required string Description { get; init; }

    /// <summary>Where it is in the picture.</summary>
    [Text(500)]
    public string? Location { get; init; }

    /// <summary>How it relates to the others.</summary>
    [Text(500)]
    public string? Relationship { get; init; }

    /// <summary>Size within the picture.</summary>
    [JsonPropertyName("relative_size"), Text(200)]
    public string? RelativeSize { get; init; }

    /// <summary>Shape and colour.</summary>
    [JsonPropertyName("shape_and_color"), Text(500)]
    public string? ShapeAndColor { get; init; }

    /// <summary>What its surface is like.</summary>
    [Text(500)]
    public string? Texture { get; init; }

    /// <summary>Further details of its looks.</summary>
    [JsonPropertyName("appearance_details"), Text(1000)]
    public string? AppearanceDetails { get; init; }

    /// <summary>How many there are, when it is a group.</summary>
    [JsonPropertyName("number_of_objects"), Number(1, 1000)]
    public int? NumberOfObjects { get; init; }

    /// <summary>Pose of a person or an animal.</summary>
    [Text(500)]
    public string? Pose { get; init; }

    /// <summary>Expression of the face.</summary>
    [Text(500)]
    public string? Expression { get; init; }

    /// <summary>What a person wears.</summary>
    [Text(500)]
    public string? Clothing { get; init; }

    /// <summary>What it does.</summary>
    [Text(500)]
    public string? Action { get; init; }

    /// <summary>Gender of a person.</summary>
    [Text(100)]
    public string? Gender { get; init; }

    /// <summary>Tone and texture of the skin.</summary>
    [JsonPropertyName("skin_tone_and_texture"), Text(500)]
    public string? SkinToneAndTexture { get; init; }

    /// <summary>Which way it faces.</summary>
    [Text(500)]
    public string? Orientation { get; init; }
}
