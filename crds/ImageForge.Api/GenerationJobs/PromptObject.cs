using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A thing or person in a structured prompt.</summary>
public sealed record PromptObject
{
    /// <summary>What the object or person is.</summary>
    [Text(1000, 1)]
    public required string Description { get; init; }

    /// <summary>Location in the image.</summary>
    [Text(500)]
    public string? Location { get; init; }

    /// <summary>Relationship to other objects.</summary>
    [Text(500)]
    public string? Relationship { get; init; }

    /// <summary>Relative size in the image.</summary>
    [JsonPropertyName("relative_size"), Text(200)]
    public string? RelativeSize { get; init; }

    /// <summary>Shape and colour.</summary>
    [JsonPropertyName("shape_and_color"), Text(500)]
    public string? ShapeAndColor { get; init; }

    /// <summary>Surface texture.</summary>
    [Text(500)]
    public string? Texture { get; init; }

    /// <summary>Further details of its appearance.</summary>
    [JsonPropertyName("appearance_details"), Text(1000)]
    public string? AppearanceDetails { get; init; }

    /// <summary>Number of objects in a group.</summary>
    [JsonPropertyName("number_of_objects"), Number(1, 1000)]
    public int? NumberOfObjects { get; init; }

    /// <summary>Pose of a person or an animal.</summary>
    [Text(500)]
    public string? Pose { get; init; }

    /// <summary>Facial expression.</summary>
    [Text(500)]
    public string? Expression { get; init; }

    /// <summary>Clothing of a person.</summary>
    [Text(500)]
    public string? Clothing { get; init; }

    /// <summary>What the object or person is doing.</summary>
    [Text(500)]
    public string? Action { get; init; }

    /// <summary>Gender of a person.</summary>
    [Text(100)]
    public string? Gender { get; init; }

    /// <summary>Tone and texture of the skin.</summary>
    [JsonPropertyName("skin_tone_and_texture"), Text(500)]
    public string? SkinToneAndTexture { get; init; }

    /// <summary>Direction the object or person faces.</summary>
    [Text(500)]
    public string? Orientation { get; init; }
}
