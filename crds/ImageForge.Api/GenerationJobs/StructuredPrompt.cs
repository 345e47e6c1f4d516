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

/// <summary>The light in a structured prompt.</summary>
public sealed record PromptLighting
{
    /// <summary>Kind of light, such as "overcast daylight".</summary>
    [Text(500)]
    public string? Conditions { get; init; }

    /// <summary>Direction of the light.</summary>
    [Text(500)]
    public string? Direction { get; init; }

    /// <summary>Shadows, such as "long and soft".</summary>
    [Text(500)]
    public string? Shadows { get; init; }
}

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

/// <summary>Camera and lens in a structured prompt.</summary>
public sealed record PromptPhotography
{
    /// <summary>Depth of field, such as "shallow".</summary>
    [JsonPropertyName("depth_of_field"), Text(500)]
    public string? DepthOfField { get; init; }

    /// <summary>What is in focus.</summary>
    [Text(500)]
    public string? Focus { get; init; }

    /// <summary>Camera angle.</summary>
    [JsonPropertyName("camera_angle"), Text(500)]
    public string? CameraAngle { get; init; }

    /// <summary>Focal length, such as "35mm".</summary>
    [JsonPropertyName("lens_focal_length"), Text(100)]
    public string? LensFocalLength { get; init; }
}

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
