using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

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
